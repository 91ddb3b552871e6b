import { useState } from 'preact/hooks';
import { count, counted } from '../../format/numbers.ts';
import { useTitle } from '../../shell/title.ts';
import { useQuery } from '../../state/address.ts';
import { Action, Obstacle } from '../../ui/action.tsx';
import { Empty, Failure } from '../../ui/read-state.tsx';
import { Tally } from '../../ui/tally.tsx';
import { RangeFields, rangeOf } from '../range.tsx';
import { Differences } from './differences.tsx';
import { HealDialog } from './heal-dialog.tsx';
import { type Scan, useScan } from './scan.ts';

const OUTCOMES = ['same', 'missing_in_d1', 'different', 'newer_in_d1', 'missing_in_kv', 'unreadable'] as const;

/** KV against D1: what is the same, what is not, and sending what is not once more. */
export function Verify() {
  useTitle('Verify');
  const [query, setQuery] = useQuery();
  const range = rangeOf(query);
  const asked = query['compare'] === '1';
  const [again, setAgain] = useState(1);
  const [scan, stop] = useScan(range, asked ? again : 0);
  const compare = () => (asked ? setAgain(again + 1) : setQuery({ compare: '1' }));
  return (
    <>
      <h1>Verify</h1>
      <p class="soft lead">
        Compares every value in KV with what the database holds of it, row for row. What differs can be sent once more
        through the queue; reading changes nothing.
      </p>
      <search class="filters" aria-label="Keys to compare">
        <RangeFields range={range} onChange={(change) => setQuery({ ...change, compare: undefined })} />
        <button type="button" class="primary" onClick={compare}>
          {asked ? 'Compare again' : 'Compare'}
        </button>
      </search>
      {scan ? (
        <Found scan={scan} onStop={stop} onHealed={() => setAgain(again + 1)} />
      ) : (
        <section class="card">
          <Empty title="Nothing has been compared yet">
            Choose which keys, then Compare. It reads page by page and can be stopped.
          </Empty>
        </section>
      )}
    </>
  );
}

interface FoundProps {
  scan: Scan;
  onStop: () => void;
  onHealed: () => void;
}

function Found({ scan, onStop, onHealed }: FoundProps) {
  const [healing, setHealing] = useState(false);
  const keys = [...new Set(scan.differences.filter(({ healable }) => healable).map(({ key }) => key))];
  const running = scan.state === 'running';
  return (
    <div class="stack">
      <section class="card" aria-labelledby="found" aria-busy={running}>
        <header>
          <h2 id="found">{TITLES[scan.state]}</h2>
          {running && (
            <button type="button" onClick={onStop}>
              Stop
            </button>
          )}
        </header>
        {scan.error && <Failure error={scan.error} what="the comparison" />}
        <p role="status">{counted(scan.compared, 'execution')} compared.</p>
        <Tally of={OUTCOMES.map((outcome) => [outcome, scan.counts[outcome] ?? 0] as const)} label="What was found" />
        {keys.length > 0 && !running && (
          <div class="actions">
            <Action scope="admin" tone="primary" onClick={() => setHealing(true)}>
              {`Heal ${counted(keys.length, 'key')}`}
            </Action>
            <Obstacle scope="admin" />
          </div>
        )}
      </section>
      {scan.state === 'done' && scan.compared === 0 && (
        <section class="card">
          <Empty title="There is nothing to compare">
            No key of KV and no row of D1 belongs to this range. Widen it.
          </Empty>
        </section>
      )}
      {scan.differences.length > 0 && <Differences entries={scan.differences} />}
      {scan.state === 'done' && scan.compared > 0 && scan.differences.length === 0 && (
        <p class="notice good">All {count(scan.compared)} are the same in KV and D1.</p>
      )}
      {healing && (
        <HealDialog
          keys={keys}
          onClose={(healed) => {
            setHealing(false);
            if (healed) onHealed();
          }}
        />
      )}
    </div>
  );
}

const TITLES: Readonly<Record<Scan['state'], string>> = {
  running: 'Comparing …',
  done: 'Compared',
  stopped: 'Stopped before the end',
  failed: 'Broken off',
};
