import { addDays, easternDate } from '../domain/eastern.ts';
import { badParameter } from './input.ts';

interface Span {
  /** Days that the range has when it is not given whole. */
  days: number;
  /** Days that it may have. */
  most: number;
}

/** A range that begins in the future and has no end is that one day. */
const latestOf = (today: string, from: string | undefined): string =>
  from !== undefined && from > today ? from : today;

/** Business dates as given; without `to` up to today (US Eastern), without `from` the last days. `now` is epoch ms. */
export function businessRange(
  given: { from?: string | undefined; to?: string | undefined },
  now: number,
  { days, most }: Span,
): { from: string; to: string } {
  const to = given.to ?? latestOf(easternDate(now), given.from);
  const from = given.from ?? addDays(to, 1 - days);
  if (from < addDays(to, 1 - most)) throw badParameter('from', `is more than ${most} days before to`);
  return { from, to };
}
