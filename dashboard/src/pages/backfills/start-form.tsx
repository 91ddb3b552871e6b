import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { backfillPath } from '../../routes.ts';
import { useQuery } from '../../state/address.ts';
import { Action, Obstacle } from '../../ui/action.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { useTask } from '../../ui/use-task.ts';
import { RangeFields, rangeOf } from '../range.tsx';
import { Confirm } from './confirm.tsx';
import { type Backfill, isSameRange, start } from './requests.ts';

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
