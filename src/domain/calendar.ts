import { addDays, datesBetween, weekdayOf } from './eastern.ts';
import { closuresOf, earlyClosesOf } from './market-holidays.ts';

/** What the New York Stock Exchange does on a date. `closes` is Eastern time, null when it does not open. */
export interface MarketDay {
  date: string;
  open: boolean;
  closes: '16:00' | '13:00' | null;
  /** Why it is closed or closes early: Saturday, Good Friday, Christmas Eve; null on an ordinary day. */
  reason: string | null;
}

interface Year {
  closures: ReadonlyMap<string, string>;
  earlyCloses: ReadonlyMap<string, string>;
}

const years = new Map<number, Year>();

// Reports and coverage ask for every day of a range; the rules of a year are worked out once.
function yearOf(date: string): Year {
  const number = Number(date.slice(0, 4));
  const known = years.get(number);
  if (known) return known;
  const year = {
    closures: new Map(closuresOf(number).map((day) => [day.date, day.name])),
    earlyCloses: new Map(earlyClosesOf(number).map((day) => [day.date, day.name])),
  };
  years.set(number, year);
  return year;
}

const WEEKEND: Readonly<Record<number, string>> = { 6: 'Saturday', 7: 'Sunday' };

/** The trading hours of a date, by the rules of 2000 and later. */
export function marketDay(date: string): MarketDay {
  const { closures, earlyCloses } = yearOf(date);
  const closed = WEEKEND[weekdayOf(date)] ?? closures.get(date) ?? null;
  if (closed !== null) return { date, open: false, closes: null, reason: closed };
  const early = earlyCloses.get(date) ?? null;
  return { date, open: true, closes: early === null ? '16:00' : '13:00', reason: early };
}

/** Whether the exchange opens on that date. */
export const isTradingDay = (date: string): boolean => marketDay(date).open;

/** The trading days from `from` to `to`, both included. */
export const tradingDaysBetween = (from: string, to: string): string[] => datesBetween(from, to).filter(isTradingDay);

/** The last trading day before `date`. */
export function previousTradingDay(date: string): string {
  const day = addDays(date, -1);
  return isTradingDay(day) ? day : previousTradingDay(day);
}

/** The first trading day after `date`. */
export function nextTradingDay(date: string): string {
  const day = addDays(date, 1);
  return isTradingDay(day) ? day : nextTradingDay(day);
}
