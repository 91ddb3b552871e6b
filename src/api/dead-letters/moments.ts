import { addDays, easternInstant } from '../../domain/eastern.ts';
import { badParameter } from '../input.ts';

/** A date, as opposed to an instant. */
const isDate = (moment: string): boolean => moment.length === 10;

const midnight = (date: string): number => easternInstant(date, '00:00');

/** The first instant that `from` includes: a date is all of its US Eastern day. */
export const firstInstant = (from: string | undefined): string | undefined =>
  from && new Date(isDate(from) ? midnight(from) : Date.parse(from)).toISOString();

/** The last instant that `to` includes. */
export const lastInstant = (to: string | undefined): string | undefined =>
  to && new Date(isDate(to) ? midnight(addDays(to, 1)) - 1 : Date.parse(to)).toISOString();

/** Throws a 400 when the range ends before it begins. */
export function assertInOrder({ from, to }: { from?: string | undefined; to?: string | undefined }): void {
  const [first, last] = [firstInstant(from), lastInstant(to)];
  if (first !== undefined && last !== undefined && first > last) throw badParameter('from', 'is after to');
}
