import { ulid } from 'ulid';
import type { ReportType } from '../../schema/report.ts';
import { isTradingDay } from './calendar.ts';
import { datesBetween, easternDate, easternInstant, weekdayOf } from './eastern.ts';

/** One scheduled run: which, on which US Eastern date, and when (epoch ms). */
export interface Slot {
  name: ReportType;
  date: string;
  at: number;
}

const SUNDAY = 7;

/** Eastern wall-clock times, in the order of the day. */
const TIMETABLE = [
  { name: 'pre-market', time: '08:30', runsOn: isTradingDay },
  { name: 'weekly', time: '10:00', runsOn: (date: string) => weekdayOf(date) === SUNDAY },
  { name: 'intraday', time: '12:00', runsOn: isTradingDay },
  { name: 'end-of-day', time: '16:05', runsOn: isTradingDay },
] as const satisfies readonly { name: ReportType; time: string; runsOn: (date: string) => boolean }[];

/** The slots of a US Eastern date: three on a trading day, one on a Sunday. */
export const slotsOn = (date: string): Slot[] =>
  TIMETABLE.filter(({ runsOn }) => runsOn(date)).map(({ name, time }) => ({
    name,
    date,
    at: easternInstant(date, time),
  }));

/** The slots of the business dates `from` to `to`, both included, oldest first. */
export const slotsBetween = (from: string, to: string): Slot[] => datesBetween(from, to).flatMap(slotsOn);

/**
 * The slot whose Eastern time it is in the minute of `epochMs`; null when there is none. Crons know only UTC and
 * fire at both offsets: the one that is an hour off finds null here.
 */
export function slotAt(epochMs: number): Slot | null {
  const minute = Math.floor(epochMs / 60_000) * 60_000;
  return slotsOn(easternDate(epochMs)).find((slot) => slot.at === minute) ?? null;
}

/** The slot of that name on a business date; null when it does not run that day. */
export const slotOf = (name: ReportType, date: string): Slot | null =>
  slotsOn(date).find((slot) => slot.name === name) ?? null;

/**
 * The execution key of a job's run in a slot: a ULID whose time is the slot's and whose rest is a hash of job, slot
 * and date, so that a cron that fires twice accounts twice for one run instead of making two.
 */
export async function slotExecutionKey(slot: Slot, jobType = 'analysis'): Promise<string> {
  const name = new TextEncoder().encode(`${jobType}\n${slot.name}\n${slot.date}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', name)).values();
  return ulid(slot.at, () => (hash.next().value ?? 0) / 256);
}
