import type { CoverageSlot } from '../../../../schema/api/coverage.ts';
import type { StatsAnswer } from '../../../../schema/api/stats.ts';

/** What became of a day, by its worst: `bad` failed or missed, `warn` partial or late, `none` nothing ran or was due. */
export type DayTone = 'none' | 'good' | 'warn' | 'bad';

export interface Day {
  date: string;
  tone: DayTone;
  executions: number;
  partial: number;
  failed: number;
  late: number;
  missed: number;
}

type Counted = Pick<StatsAnswer['groups'][number], 'key' | 'executions' | 'partial' | 'failed'>;
type Slot = Pick<CoverageSlot, 'date' | 'scheduled_at' | 'state'>;

function toneOf({ executions, partial, failed, late, missed }: Omit<Day, 'tone' | 'date'>): DayTone {
  if (failed + missed > 0) return 'bad';
  if (partial + late > 0) return 'warn';
  return executions > 0 ? 'good' : 'none';
}

const NOT_RUN: readonly CoverageSlot['state'][] = ['missed', 'scheduled', 'running'];

/** When the first of these slots was due that a run is stored of; null when there is none. Slots are in order of time. */
export const firstSlot = (slots: readonly Slot[]): string | null =>
  slots.find(({ state }) => !NOT_RUN.includes(state))?.scheduled_at ?? null;

/** Before the first scheduled run nothing was missed: the schedule was not in force yet. */
export const isMissed = (
  { state, scheduled_at }: Pick<Slot, 'state' | 'scheduled_at'>,
  first: string | null,
): boolean => state === 'missed' && first !== null && scheduled_at > first;

/** Each of the dates with what is known of it. */
export function dayStates(dates: readonly string[], counts: readonly Counted[], slots: readonly Slot[]): Day[] {
  const byDate = new Map(counts.map((each) => [each.key, each]));
  const first = firstSlot(slots);
  const slotsByDate = Map.groupBy(slots, ({ date }) => date);
  return dates.map((date) => {
    const { executions = 0, partial = 0, failed = 0 } = byDate.get(date) ?? {};
    const due = slotsByDate.get(date) ?? [];
    const late = due.filter(({ state }) => state === 'late').length;
    const missed = due.filter((slot) => isMissed(slot, first)).length;
    const known = { executions, partial, failed, late, missed };
    return { date, tone: toneOf(known), ...known };
  });
}
