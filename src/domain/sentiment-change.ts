import type { Change } from '../../schema/report-content.ts';
import type { Sentiment } from '../../schema/result.ts';

/** How a later sentiment stands to an earlier one. */
export function changeOf(before: Sentiment | null, after: Sentiment | null): Change {
  if (before === null || after === null) return 'incomplete';
  if (before === after) return 'consistent';
  return before === 'neutral' || after === 'neutral' ? 'shifted' : 'reversed';
}

/** A point of a series, oldest first, whose sentiment is the reverse of the last one that was not neutral. */
export interface Reversal<Point> {
  point: Point;
  from: Sentiment;
  to: Sentiment;
}

/** Where a series of sentiments flips between bullish and bearish; neutral and missing points are passed over. */
export function reversalsIn<Point extends { sentiment: Sentiment | null }>(
  series: readonly Point[],
): Reversal<Point>[] {
  const reversals: Reversal<Point>[] = [];
  let from: Sentiment | null = null;
  for (const point of series) {
    const to = point.sentiment;
    if (to === null || to === 'neutral') continue;
    if (from !== null && from !== to) reversals.push({ point, from, to });
    from = to;
  }
  return reversals;
}
