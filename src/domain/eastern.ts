import { DateTime, IANAZone } from 'luxon';

const EASTERN = IANAZone.create('America/New_York');
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The first hour after `from` whose offset differs from that at `from`, searched up to `to`. */
function changeBetween(from: number, to: number): number {
  const before = EASTERN.offset(from);
  let [low, high] = [from, to];
  while (high - low > HOUR_MS) {
    const middle = low + Math.floor((high - low) / HOUR_MS / 2) * HOUR_MS;
    if (EASTERN.offset(middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

// A look-up in the zone's data costs 10 µs and a request may ask thousands of times: a year's two changes are kept.
const changes = new Map<number, readonly [number, number]>();

/** When New York's clocks go forward and back in a year (epoch ms). */
export function clockChanges(year: number): readonly [spring: number, autumn: number] {
  const known = changes.get(year);
  if (known) return known;
  const [january, july, next] = [Date.UTC(year, 0, 1, 12), Date.UTC(year, 6, 1), Date.UTC(year, 11, 31)];
  const found = [changeBetween(january, july), changeBetween(july, next)] as const;
  changes.set(year, found);
  return found;
}

/** Minutes to add to UTC: −240 in summer, −300 in winter, by the rules of each year since 1970. */
function offsetAt(epochMs: number): number {
  const [spring, autumn] = clockChanges(new Date(epochMs).getUTCFullYear());
  return epochMs >= spring && epochMs < autumn ? -240 : -300;
}

/** Wall-clock time in New York. `weekday` is ISO: Monday 1 … Sunday 7. */
export interface EasternTime {
  date: string;
  hour: number;
  minute: number;
  weekday: number;
}

/** The wall clock in New York at `epochMs`, daylight saving included. */
export function easternTime(epochMs: number): EasternTime {
  const shifted = new Date(epochMs + offsetAt(epochMs) * MINUTE_MS);
  return {
    date: shifted.toISOString().slice(0, 10),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    weekday: shifted.getUTCDay() || 7,
  };
}

/** The US Eastern calendar date, YYYY-MM-DD: the one function that decides a business date. */
export const easternDate = (epochMs: number): string => easternTime(epochMs).date;

/**
 * The instant (epoch ms) at which New York's clocks show `time` (HH:MM) on `date`. A time that occurs twice means
 * the first (daylight) one; a time that the spring change skips means the same distance after the change.
 * (Luxon's own conversion of such times depends on the current date.)
 */
export function easternInstant(date: string, time: string): number {
  const wallClock = Date.parse(`${date}T${time}:00.000Z`);
  if (Number.isNaN(wallClock)) throw new RangeError(`not a date and time: ${date} ${time}`);
  const daylight = wallClock + 240 * MINUTE_MS;
  return offsetAt(daylight) === -240 ? daylight : wallClock + 300 * MINUTE_MS;
}

const DAY_MS = 86_400_000;

/** The date `days` calendar days later (earlier when negative). */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** ISO weekday of a date: Monday 1 … Sunday 7. */
export const weekdayOf = (date: string): number => new Date(date).getUTCDay() || 7;

/** Every date from `from` to `to`, both included. */
export function datesBetween(from: string, to: string): string[] {
  const days = Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, days) }, (_, day) => addDays(from, day));
}

/** The ISO week a date belongs to, like 2026-W01. */
export const isoWeek = (date: string): string => DateTime.fromISO(date, { zone: 'utc' }).toFormat("kkkk-'W'WW");

/** The dates of an ISO week (2026-W01), Monday to Sunday; null when the year has no such week. */
export function datesOfIsoWeek(week: string): string[] | null {
  if (!/^\d{4}-W\d{2}$/.test(week)) return null;
  const monday = DateTime.fromISO(week, { zone: 'utc' });
  if (!monday.isValid) return null;
  return Array.from({ length: 7 }, (_, day) => monday.plus({ days: day }).toFormat('yyyy-MM-dd'));
}

/** The dates of the ISO week that a date belongs to, Monday to Sunday. */
export const weekOf = (date: string): string[] => {
  const monday = addDays(date, 1 - weekdayOf(date));
  return datesBetween(monday, addDays(monday, 6));
};
