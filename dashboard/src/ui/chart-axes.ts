import { easternClock, monthName } from '../format/time.ts';

const DAY_S = 86_400;
/** Room that the name of a day takes, in px. */
const NAME_PX = 54;
/** Days between two names. */
const STEPS: readonly number[] = [1, 2, 5, 7, 14, 30, 61, 91, 183];

const dateOf = (epoch: number): string => easternClock(epoch).slice(0, 10);

/** 8 Jan, of an instant, on New York's calendar. */
export function dayOf(epoch: number): string {
  const date = dateOf(epoch);
  return `${Number(date.slice(8))} ${monthName(date)}`;
}

/** Bounds of days in epoch seconds: a single day stands in the middle of a week. */
export function daysRange(min: number, max: number): [number, number] {
  const room = Math.max(0, 6 * DAY_S - (max - min)) / 2;
  return [min - room, max + room];
}

/** Days to name on an axis so wide, in epoch seconds: the newest of them, and back from it in even steps. */
export function daySplits(newest: number, min: number, width: number): number[] {
  const most = Math.max(1, Math.floor(width / NAME_PX));
  const days = Math.floor((newest - min) / DAY_S);
  const step = STEPS.find((each) => days / each < most) ?? days + 1;
  const many = Math.floor(days / step) + 1;
  return Array.from({ length: many }, (_, place) => newest - place * step * DAY_S).toReversed();
}

/** Places to name among evenly spaced points: the first of each day, as many as there is room for. */
export function placeSplits(times: readonly number[], width: number): number[] {
  const apart = (NAME_PX * times.length) / Math.max(1, width);
  const dates = times.map(dateOf);
  const named: number[] = [];
  for (const [place, date] of dates.entries()) {
    const last = named.at(-1);
    if (date !== dates[place - 1] && (last === undefined || place - last >= apart)) named.push(place);
  }
  return named;
}

/** Where a value stands on a scale of powers of ten; below one it stands at one. */
export const powerOf = (value: number): number => Math.log10(Math.max(1, value));

/** The whole powers around some, at least two of them. */
export function powersAround(min: number, max: number): [number, number] {
  const low = Math.floor(min);
  return [low, Math.max(low + 1, Math.ceil(max))];
}

/** At most six whole powers from one to the other. */
export function powerSplits(low: number, high: number): number[] {
  const step = Math.ceil((high - low) / 5);
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, place) => low + place * step);
}

/** Names of an axis, each once: where the next would read the same there is none. */
export const namedOnce = (names: readonly string[]): string[] =>
  names.map((name, place) => (name === names[place - 1] ? '' : name));
