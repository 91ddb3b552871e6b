import { useMemo } from 'preact/hooks';
import { type Dates, useCoverage, useStats } from '../../api.ts';
import { addDays, datesBetween, weekdayOf } from '../../format/time.ts';
import { Failure, Skeleton } from '../../ui/read-state.tsx';
import { dayStates } from './day-states.ts';
import { HeatLegend, HeatMap } from './heat-map.tsx';

const YEAR_DAYS = 365;
/** The API answers for at most so many days of coverage at once. */
const QUARTER_DAYS = 92;
const REFRESH_MS = 60_000;

/** The Monday with which the year up to `today` begins. */
function firstMonday(today: string): string {
  const first = addDays(today, 1 - YEAR_DAYS);
  return addDays(first, (8 - weekdayOf(first)) % 7);
}

/** The four stretches of the year up to `today`, newest first. */
function quarters(today: string): [Dates, Dates, Dates, Dates] {
  const first = firstMonday(today);
  const stretch = (place: number): Dates => {
    const from = addDays(today, 1 - QUARTER_DAYS * (place + 1));
    return { from: from < first ? first : from, to: addDays(today, -QUARTER_DAYS * place) };
  };
  return [stretch(0), stretch(1), stretch(2), stretch(3)];
}

/** The last twelve months, a square a day. */
export function Year({ today }: { today: string }) {
  const [newest, second, third, oldest] = quarters(today);
  const stats = useStats({ from: oldest.from, to: today }, 'day', REFRESH_MS);
  const reads = [useCoverage(oldest), useCoverage(third), useCoverage(second), useCoverage(newest, REFRESH_MS)];
  const failed = [stats, ...reads].find(({ error }) => error !== null);
  const data = reads.map((read) => read.data);
  const days = useMemo(() => {
    const slots = data.flatMap((answer) => answer?.slots ?? []);
    const dates = datesBetween(oldest.from, today);
    return stats.data && data.every(Boolean) ? dayStates(dates, stats.data.groups, slots) : null;
  }, [oldest.from, stats.data, ...data]);
  return (
    <section class="card" aria-labelledby="year">
      <header>
        <h2 id="year">Last twelve months</h2>
        <HeatLegend />
      </header>
      {failed?.error && <Failure error={failed.error} what="the year" stale={days !== null} again={failed.reload} />}
      {days && <HeatMap days={days} />}
      {!days && !failed && <Skeleton lines={7} what="the last twelve months" />}
    </section>
  );
}
