import type { Observation, SymbolPoint } from '../../schema/api/symbols.ts';
import { changeOf, reversalsIn } from './sentiment-change.ts';

/** Marks how each observation, newest first, stands to the ones before it; the last has none to stand to. */
export function markChanges(newestFirst: readonly Observation[]): SymbolPoint[] {
  const flips = new Map(reversalsIn(newestFirst.toReversed()).map(({ point, from, to }) => [point, { from, to }]));
  return newestFirst.map((point, i) => {
    const before = newestFirst[i + 1];
    return {
      ...point,
      change: before === undefined ? null : changeOf(before.sentiment, point.sentiment),
      flip: flips.get(point) ?? null,
    };
  });
}
