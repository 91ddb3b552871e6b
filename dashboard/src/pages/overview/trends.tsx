import { useMemo } from 'preact/hooks';
import { type StatsAnswer, useStats } from '../../api.ts';
import { count, duration, percent } from '../../format/numbers.ts';
import { addDays, dayName } from '../../format/time.ts';
import { useQuery } from '../../state/address.ts';
import { Chart } from '../../ui/chart.tsx';
import type { Series } from '../../ui/chart-options.ts';
import { Empty, ReadState } from '../../ui/read-state.tsx';

const REFRESH_MS = 60_000;
const SPANS = ['30', '90', '365'] as const;

const noonOf = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const nameOf = (epoch: number): string => dayName(new Date(epoch).toISOString().slice(0, 10));

/** Success rate and duration by business date. */
export function Trends({ today }: { today: string }) {
  const [query, setQuery] = useQuery();
  const days = SPANS.find((span) => span === query['days']) ?? '30';
  const read = useStats({ from: addDays(today, 1 - Number(days)), to: today }, 'day', REFRESH_MS);
  return (
    <>
      <section class="card third" aria-labelledby="success-rate">
        <header>
          <h2 id="success-rate">Success rate</h2>
          <div class="segments" role="group" aria-label="Days shown">
            {SPANS.map((span) => (
              <button
                key={span}
                type="button"
                aria-pressed={span === days}
                onClick={() => setQuery({ days: span === '30' ? undefined : span }, true)}
              >
                {span} d
              </button>
            ))}
          </div>
        </header>
        <ReadState of={read} what="the success rate" lines={6}>
          {(answer) => <Rate answer={answer} />}
        </ReadState>
      </section>
      <section class="card third" aria-labelledby="duration">
        <header>
          <h2 id="duration">Duration</h2>
          <span class="soft small">of a run, by day</span>
        </header>
        <ReadState of={read} what="the durations" lines={6}>
          {(answer) => <Durations answer={answer} />}
        </ReadState>
      </section>
    </>
  );
}

const Nothing = () => <Empty title="Nothing ran in this time">Take a longer one, or see the history.</Empty>;

function Rate({ answer: { groups, total } }: { answer: StatsAnswer }) {
  const times = useMemo(() => groups.map(({ key }) => noonOf(key)), [groups]);
  const series = useMemo<Series[]>(
    () => [{ name: 'Success', colour: 'good', filled: true, values: groups.map((group) => group.success_rate) }],
    [groups],
  );
  if (groups.length === 0) return <Nothing />;
  return (
    <>
      <p class="soft small">
        {count(total.success)} of {count(total.executions)} runs succeeded ({percent(total.success_rate)}),{' '}
        {count(total.partial)} in part, {count(total.failed)} failed.
      </p>
      <Chart label="Success rate by day" {...{ times, nameOf, series }} format={percent} range={[0, 1]} />
    </>
  );
}

function Durations({ answer: { groups, total } }: { answer: StatsAnswer }) {
  const timed = useMemo(() => groups.filter(({ average_ms }) => average_ms !== null), [groups]);
  const times = useMemo(() => timed.map(({ key }) => noonOf(key)), [timed]);
  const series = useMemo<Series[]>(
    () => [
      { name: 'Average', colour: 'accent', filled: true, values: timed.map(({ average_ms }) => average_ms) },
      { name: 'Longest', colour: 'soft', values: timed.map(({ max_ms }) => max_ms) },
    ],
    [timed],
  );
  if (timed.length === 0) return <Nothing />;
  return (
    <>
      <p class="soft small">
        {duration(total.average_ms)} on average, {duration(total.min_ms)} to {duration(total.max_ms)}.
      </p>
      <Chart label="Duration by day" {...{ times, nameOf, series }} format={duration} />
    </>
  );
}
