import type { Clock } from '../state/preferences.ts';

const EASTERN = 'America/New_York';

const clockOf = (timeZone?: string) =>
  new Intl.DateTimeFormat('en-CA', {
    ...(timeZone !== undefined && { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });

const eastern = clockOf(EASTERN);
const local = clockOf();

/** Epoch ms of an instant, or of the time without a zone that old rows hold, which is UTC; null for anything else. */
export function epochOf(text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const old = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text);
  const epoch = Date.parse(old ? `${text.replace(' ', 'T')}Z` : text);
  return Number.isNaN(epoch) ? null : epoch;
}

/** 2026-01-08 07:46:12 EST, without the zone when `zone` is false. */
function onClock(formatter: Intl.DateTimeFormat, epoch: number): string {
  const parts = Object.fromEntries(formatter.formatToParts(epoch).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour = '', minute = '', second = '', timeZoneName = '' } = parts;
  return `${year}-${month}-${day} ${hour}:${minute}:${second} ${timeZoneName}`;
}

export const easternClock = (epoch: number): string => onClock(eastern, epoch);
export const localClock = (epoch: number): string => onClock(local, epoch);

/** HH:MM on New York's clock. */
export const easternMinute = (epoch: number): string => easternClock(epoch).slice(11, 16);

/** Today's US Eastern date, YYYY-MM-DD. */
export const easternToday = (now: number): string => easternClock(now).slice(0, 10);

const UNITS: readonly [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** "3 min ago", "in 2 h", "now". */
export function age(epoch: number, now: number): string {
  const distance = Math.abs(now - epoch);
  const unit = UNITS.find(([ms]) => distance >= ms);
  if (!unit) return 'now';
  const text = `${Math.floor(distance / unit[0])} ${unit[1]}`;
  return epoch > now ? `in ${text}` : `${text} ago`;
}

/** An instant as the person wants to see times. */
export function shown(epoch: number, clock: Clock, now: number): string {
  if (clock === 'relative') return age(epoch, now);
  return clock === 'eastern' ? easternClock(epoch) : localClock(epoch);
}

/** A calendar date as epoch ms of its noon UTC, for arithmetic and formatting. */
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const yearFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** Thu, 8 Jan; with the year when asked. The text itself when it is no date. */
export function dayName(date: string, withYear = false): string {
  const epoch = noon(date);
  return Number.isNaN(epoch) ? date : (withYear ? yearFormat : dayFormat).format(epoch);
}

/** YYYY-MM-DD so many days later (or earlier). */
export const addDays = (date: string, days: number): string =>
  new Date(noon(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The dates `from` to `to`, both included. */
export const datesBetween = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, Math.round((noon(to) - noon(from)) / 86_400_000) + 1) }, (_, day) =>
    addDays(from, day),
  );

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Jan … Dec, of a date. */
export const monthName = (date: string): string => MONTHS[Number(date.slice(5, 7)) - 1] ?? '';

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => ((new Date(noon(date)).getUTCDay() + 6) % 7) + 1;
