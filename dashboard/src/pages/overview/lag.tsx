import { useMemo } from 'preact/hooks';
import { type Job, useHistory } from '../../api.ts';
import { counted, duration, nearestRank } from '../../format/numbers.ts';
import { easternClock, epochOf } from '../../format/time.ts';
import { Chart } from '../../ui/chart.tsx';
import type { Series } from '../../ui/chart-options.ts';
import { Empty, ReadState } from '../../ui/read-state.tsx';

const REFRESH_MS = 60_000;
/** Runs that the chart shows. */
const RUNS = '100';

/** Milliseconds from a run's completion to its row in the database; null where that says nothing of the pipeline. */
export function lagOf({ revision, persisted_at, metadata }: Job): number | null {
  const stored = epochOf(persisted_at);
  if (revision === null || stored === null || metadata['source'] === 'kv_backfill') return null;
  return Math.max(0, stored - revision);
}

interface Lag {
  at: number;
  ms: number;
}

function lagsOf(jobs: readonly Job[]): Lag[] {
  const lags = jobs.flatMap((job) => {
    const [ms, at] = [lagOf(job), epochOf(job.executed_at)];
    return ms === null || at === null ? [] : [{ at, ms }];
  });
  return lags.toReversed();
}

/** How long results took from completion to the database. */
export function Lags() {
  const read = useHistory({ limit: RUNS }, REFRESH_MS);
  return (
    <section class="card third" aria-labelledby="lag">
      <header>
        <h2 id="lag">End-to-end lag</h2>
        <span class="soft small">completed to stored</span>
      </header>
      <ReadState of={read} what="the lag" lines={6}>
        {({ jobs, source }) =>
          source === 'kv' ? (
            <Empty title="No lag is known now">KV does not tell when a run was stored.</Empty>
          ) : (
            <LagChart jobs={jobs} />
          )
        }
      </ReadState>
    </section>
  );
}

function LagChart({ jobs }: { jobs: readonly Job[] }) {
  const lags = useMemo(() => lagsOf(jobs), [jobs]);
  const times = useMemo(() => lags.map(({ at }) => at), [lags]);
  const series = useMemo<Series[]>(
    () => [{ name: 'Lag', colour: 'accent', filled: true, values: lags.map(({ ms }) => ms) }],
    [lags],
  );
  if (lags.length === 0) return <Empty title="No lag is known yet">It shows with the first run that is stored.</Empty>;
  const sorted = lags.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return (
    <>
      <p class="soft small">
        {duration(nearestRank(sorted, 0.5))} at the median of {counted(lags.length, 'run')}, 95 % within{' '}
        {duration(nearestRank(sorted, 0.95))}.
      </p>
      <Chart label="End-to-end lag by run" {...{ times, nameOf: easternClock, series }} format={duration} even log />
    </>
  );
}
