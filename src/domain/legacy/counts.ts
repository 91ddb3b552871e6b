import type { Counts } from '../status.ts';
import type { EntryReading } from './entry.ts';
import { statedCounts } from './symbols.ts';

/**
 * Counts symbols, not rows: a symbol that is held twice is usable when one of its rows is. Those that an analysis of
 * lesser kind stood in for are usable, and counted as fallback besides. What the value states of further symbols
 * without naming them counts as failed, for nothing usable of theirs is held.
 * `unreadable`: the number of names that are no symbols.
 */
export function countsOf(value: unknown, readings: readonly EntryReading[], unreadable: number): Counts {
  const usable = readings.filter(({ result }) => result.error === null);
  const full = usable.filter(({ fallback }) => !fallback);
  const named = distinctSymbols(readings) + unreadable;
  const successful = distinctSymbols(usable);
  const stated = statedCounts(value);
  const unnamed = Math.max(0, (stated.total ?? 0) - named, (stated.failed ?? 0) - (named - successful));
  return {
    symbols_processed: named + unnamed,
    symbols_successful: successful,
    symbols_fallback: successful - distinctSymbols(full),
    symbols_failed: named + unnamed - successful,
  };
}

const distinctSymbols = (readings: readonly EntryReading[]): number =>
  new Set(readings.map(({ result }) => result.symbol)).size;
