import type { CoverageSlot, StatsAnswer } from '../../api.ts';

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
type Slot = Pick<CoverageSlot, 'date' | 'state'>;

function toneOf({ executions, partial, failed, late, missed }: Omit<Day, 'tone' | 'date'>): DayTone {
  if (failed + missed > 0) return 'bad';
  if (partial + late > 0) return 'warn';
  return executions > 0 ? 'good' : 'none';
}

/** Before the first run nothing was missed: the schedule was not in force yet. */
function inForce(slots: readonly Slot[], first: string): Slot[] {
  return slots.filter(({ date }) => date >= first);
}

/** Each of the dates with what is known of it. */
export function dayStates(dates: readonly string[], counts: readonly Counted[], slots: readonly Slot[]): Day[] {
  const byDate = new Map(counts.map((each) => [each.key, each]));
  const ran = slots.find(({ state }) => !['missed', 'scheduled', 'running'].includes(state))?.date;
  const first = [counts[0]?.key, ran].filter((date) => date !== undefined).toSorted()[0] ?? '9999';
  const slotsByDate = Map.groupBy(inForce(slots, first), ({ date }) => date);
  return dates.map((date) => {
    const { executions = 0, partial = 0, failed = 0 } = byDate.get(date) ?? {};
    const states = (slotsByDate.get(date) ?? []).map(({ state }) => state);
    const late = states.filter((state) => state === 'late').length;
    const missed = states.filter((state) => state === 'missed').length;
    const known = { executions, partial, failed, late, missed };
    return { date, tone: toneOf(known), ...known };
  });
}
