import type { JobResult } from '../../api.ts';

/** What became of a symbol between two runs. Confidences are 0–1; null where there was none. */
export interface SymbolChange {
  symbol: string;
  kind: 'flip' | 'confidence' | 'missing' | 'new' | 'failed' | 'recovered';
  before: JobResult | null;
  after: JobResult | null;
}

/** Smaller differences of confidence are noise of the models. */
const NOTABLE = 0.01;

const bySymbol = (results: readonly JobResult[]): Map<string, JobResult> =>
  new Map(results.flatMap((result) => (result.symbol === null ? [] : [[result.symbol, result]])));

function kindOf(before: JobResult | undefined, after: JobResult | undefined): SymbolChange['kind'] | null {
  if (!after) return 'missing';
  if (!before) return 'new';
  if ((before.error === null) !== (after.error === null)) return after.error === null ? 'recovered' : 'failed';
  if (before.sentiment !== after.sentiment) return 'flip';
  return Math.abs((after.confidence ?? 0) - (before.confidence ?? 0)) >= NOTABLE ? 'confidence' : null;
}

const RANK: readonly SymbolChange['kind'][] = ['flip', 'failed', 'missing', 'recovered', 'new', 'confidence'];

/** What differs per symbol, the weightiest first. */
export function difference(before: readonly JobResult[], after: readonly JobResult[]): SymbolChange[] {
  const [old, now] = [bySymbol(before), bySymbol(after)];
  const symbols = [...new Set([...now.keys(), ...old.keys()])];
  const changes = symbols.flatMap((symbol): SymbolChange[] => {
    const kind = kindOf(old.get(symbol), now.get(symbol));
    return kind === null ? [] : [{ symbol, kind, before: old.get(symbol) ?? null, after: now.get(symbol) ?? null }];
  });
  return changes.toSorted((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || (a.symbol < b.symbol ? -1 : 1));
}
