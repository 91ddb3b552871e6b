import { CHANGES, type Change, type ChangeCounts } from '../../../schema/report-content.ts';
import { changeOf } from '../sentiment-change.ts';
import { callOf, type SymbolResult } from './calls.ts';
import { quote } from './text.ts';

/** Every symbol of the given runs, in the order of their first mention. */
export const symbolsIn = (...runs: ReadonlyMap<string, SymbolResult>[]): string[] => [
  ...new Set(runs.flatMap((run) => [...run.keys()])),
];

/** How a symbol's later result stands to the morning's. */
export const changeBetween = (morning: SymbolResult | undefined, later: SymbolResult | undefined): Change =>
  changeOf(callOf(morning)?.sentiment ?? null, callOf(later)?.sentiment ?? null);

function gap(part: string, result: SymbolResult | undefined): string[] {
  if (result === undefined) return [`${part}: not analysed`];
  if (result.error !== null) return [`${part}: ${quote(result.error)}`];
  return result.sentiment === null ? [`${part}: no sentiment stored`] : [];
}

/** Why two results cannot be compared; null when they can. */
export const reasonFor = (
  morning: SymbolResult | undefined,
  [part, later]: readonly [string, SymbolResult | undefined],
): string | null => [...gap('morning', morning), ...gap(part, later)].join('; ') || null;

export function countChanges(symbols: readonly { change: Change }[]): ChangeCounts {
  const counts: ChangeCounts = { reversed: 0, shifted: 0, consistent: 0, incomplete: 0 };
  for (const { change } of symbols) counts[change] += 1;
  return counts;
}

/** What changed most first, what cannot be compared last. */
export const byChange = (a: { change: Change }, b: { change: Change }): number =>
  CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change);
