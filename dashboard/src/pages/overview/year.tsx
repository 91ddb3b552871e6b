import { useMemo } from 'preact/hooks';
import { type Dates, useCoverage, useStats } from '../../api.ts';
import { addDays, datesBetween, weekdayOf } from '../../format/time.ts';
import { Failure, Skeleton } from '../../ui/read-state.tsx';
import { dayStates, firstSlot } from './day-states.ts';
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

/** Coverage of the whole year up to `today`, as its four reads. Whoever asks for it shares them. */
function useYear(today: string) {
  const [newest, second, third, oldest] = quarters(today);
  const reads = [useCoverage(oldest), useCoverage(third), useCoverage(second), useCoverage(newest, REFRESH_MS)];
  const answers = reads.map(({ data }) => data);
  const slots = useMemo(
    () => (answers.every(Boolean) ? answers.flatMap((answer) => answer?.slots ?? []) : null),
    answers,
  );
  return { from: oldest.from, reads, slots };
}

/** When the first scheduled run of the year was due that is stored; null if none is, undefined until that is known. */
export function useFirstSlot(today: string): string | null | undefined {
  const { slots } = useYear(today);
  return useMemo(() => slots && firstSlot(slots), [slots]) ?? (slots === null ? undefined : null);
}

/** The last twelve months, a square a day. */
export function Year({ today }: { today: string }) {
  const { from, reads, slots } = useYear(today);
  const stats = useStats({ from, to: today }, 'day', REFRESH_MS);
  const failed = [stats, ...reads].find(({ error }) => error !== null);
  const days = useMemo(
    () => (stats.data && slots ? dayStates(datesBetween(from, today), stats.data.groups, slots) : null),
    [from, today, stats.data, slots],
  );
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
