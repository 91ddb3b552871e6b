import { TICKER_PATTERN } from '../../../schema/primitives.ts';
import { firstOf, isList, isObject, member, type Path, paths, textOf } from './json.ts';
import { countOf } from './numbers.ts';

// Lists that name symbols, of which some may be absent from the results.
const NAMED = paths(
  'symbols_analyzed',
  'symbols',
  'symbols_requested',
  'requested_symbols',
  'failed_symbols',
  'symbols_failed',
);

const TOTAL = paths(
  'total_symbols',
  'symbols_processed',
  'symbols_analyzed',
  'execution_metrics.symbols_processed',
  'execution_metrics.total_symbols',
  'statistics.total_symbols',
  'analysis_statistics.total_symbols',
  'execution_metadata.symbols_processed',
  'pre_market_analysis.symbols_processed',
);
const FAILED = paths(
  'symbols_failed',
  'failed_symbols',
  'total_failed',
  'execution_metrics.symbols_failed',
  'statistics.total_failed',
  'analysis_statistics.total_failed',
  'execution_metadata.symbols_failed',
  'pre_market_analysis.symbols_failed',
);

/** The symbol as we write it; null when it is none. (By the pattern: a value may name half a million.) */
export function tickerOf(symbol: string): string | null {
  const ticker = symbol.trim().toUpperCase();
  return TICKER_PATTERN.test(ticker) ? ticker : null;
}

/** The symbol that an entry names itself. */
export const ownSymbol = (entry: unknown): string | null =>
  isObject(entry) ? firstOf(entry, [['symbol'], ['ticker']], textOf) : null;

const namesIn = (value: unknown, path: Path): string[] => {
  const list = path.reduce<unknown>(member, value);
  if (!isList(list)) return [];
  return list.map((item) => textOf(item) ?? ownSymbol(item)).filter((name) => name !== null);
};

/** The symbols a value names in its lists, as written. */
export const namedSymbols = (value: unknown): string[] => NAMED.flatMap((path) => namesIn(value, path));

/** What a value states of its symbols as numbers; null where it is silent. */
export const statedCounts = (value: unknown): { total: number | null; failed: number | null } => ({
  total: firstOf(value, TOTAL, countOf),
  failed: firstOf(value, FAILED, countOf),
});
