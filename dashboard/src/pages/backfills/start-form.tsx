import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { backfillPath } from '../../routes.ts';
import { useQuery } from '../../state/address.ts';
import { Action, Obstacle } from '../../ui/action.tsx';
import { Field } from '../../ui/field.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { useTask } from '../../ui/use-task.ts';
import { Confirm } from './confirm.tsx';
import { type Backfill, isSameRange, type Range, start } from './requests.ts';

export const DEFAULT_PREFIX = 'analysis_';

/** The range that the address names. */
export const rangeOf = (query: Readonly<Record<string, string>>): Range => ({
  prefix: query['prefix'] ?? DEFAULT_PREFIX,
  from: query['from'] ?? null,
  to: query['to'] ?? null,
});

/** Which keys; first as a dry run, and only after one for real. */
export function StartForm({ earlier }: { earlier: readonly Backfill[] }) {
  const [query, setQuery] = useQuery();
  const { route } = useLocation();
  const [confirming, setConfirming] = useState(false);
  const range = rangeOf(query);
  const rehearsal = earlier.find((each) => each.dry_run && each.status === 'finished' && isSameRange(each, range));
  const dryRun = useTask(async () => route(backfillPath((await start(range, true)).id)));
  return (
    <section class="card" aria-labelledby="start">
      <header>
        <h2 id="start">Start one</h2>
      </header>
      <search class="filters" aria-label="Keys to take">
        <RangeFields range={range} onChange={setQuery} />
      </search>
      {dryRun.error && <Failure error={dryRun.error} what="the dry run" />}
      <div class="actions">
        <Action scope="admin" tone="primary" busy={dryRun.busy} onClick={dryRun.run}>
          Dry run
        </Action>
        <Action
          scope="admin"
          obstacle={rehearsal ? null : 'Do a dry run of exactly these keys first.'}
          onClick={() => setConfirming(true)}
        >
          Backfill for real
        </Action>
        <Obstacle scope="admin" />
        {!rehearsal && (
          <span class="soft small">For real it can start once a dry run of the same keys has finished.</span>
        )}
      </div>
      {confirming && rehearsal && <Confirm rehearsal={rehearsal} onClose={() => setConfirming(false)} />}
    </section>
  );
}

interface RangeProps {
  range: Range;
  onChange: (change: Record<string, string | undefined>) => void;
}

/** Prefix and dates, kept in the address. */
export function RangeFields({ range: { prefix, from, to }, onChange }: RangeProps) {
  return (
    <>
      <Field
        label="Keys that begin with"
        name="prefix"
        value={prefix}
        isSearch
        onChange={(value) => onChange({ prefix: value === DEFAULT_PREFIX ? undefined : value })}
      />
      <Field label="From" name="from" type="date" value={from ?? ''} onChange={(value) => onChange({ from: value })} />
      <Field label="To" name="to" type="date" value={to ?? ''} onChange={(value) => onChange({ to: value })} />
    </>
  );
}
