import { type EntryReading, readEntry } from './entry.ts';
import { findResults } from './find-results.ts';
import type { Found, Held } from './held.ts';
import { namedSymbols, tickerOf } from './symbols.ts';

/** What a value holds for its symbols. `unreadable`: names that are no symbols, as written. */
export interface ResultsReading {
  shape: string;
  readings: EntryReading[];
  unreadable: string[];
}

const idOf = (symbol: string): string => tickerOf(symbol) ?? symbol;

/** The entries of all places, of each symbol those of the first that holds it; last the symbols that are only named. */
function entriesOf(places: readonly Found[], named: readonly string[]): Held[] {
  const entries: Held[] = [];
  const held = new Set<string>();
  for (const place of places) {
    const here = place.held.filter(([symbol, entry]) => entry !== null && !held.has(idOf(symbol)));
    for (const entry of here) entries.push(entry);
    for (const [symbol] of here) held.add(idOf(symbol));
  }
  const all = [...places.flatMap((place) => place.held.map(([symbol]) => symbol)), ...named];
  const missing = new Map(all.filter((symbol) => !held.has(idOf(symbol))).map((symbol) => [idOf(symbol), symbol]));
  return [...entries, ...[...missing.values()].map((symbol): Held => [symbol, null])];
}

/** One list may hold the same entry twice (`top` and `all` of a nested value): what says the same is kept once. */
function distinct(readings: EntryReading[]): EntryReading[] {
  const symbols = new Set(readings.map(({ result }) => result.symbol));
  if (symbols.size === readings.length) return readings;
  return [...new Map(readings.map((reading) => [JSON.stringify(reading.result), reading])).values()];
}

/** Reads every symbol that a value holds or names; a symbol that is only named has failed. */
export function readResults(value: unknown, keySymbol: string | null): ResultsReading {
  const named = namedSymbols(value);
  const places = findResults(value, named, keySymbol);
  const readings: EntryReading[] = [];
  const unreadable: string[] = [];
  for (const [symbol, entry] of entriesOf(places, named)) {
    const ticker = tickerOf(symbol);
    if (ticker === null) unreadable.push(symbol);
    else readings.push(readEntry(symbol, ticker, entry));
  }
  return { shape: places[0]?.shape ?? 'names_only', readings: distinct(readings), unreadable };
}
