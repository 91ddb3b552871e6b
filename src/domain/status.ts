import type { Status } from '../../schema/execution.ts';
import type { Result } from '../../schema/result.ts';

export interface Counts {
  symbols_processed: number;
  symbols_successful: number;
  symbols_fallback: number;
  symbols_failed: number;
}

/** A symbol is usable when it did not fail; a run without symbols succeeds unless it says otherwise. */
export function countSymbols(results: readonly Result[]): Counts {
  const symbols = results.filter((result) => result.symbol !== null);
  const failed = symbols.filter((result) => result.error !== null).length;
  return {
    symbols_processed: symbols.length,
    symbols_successful: symbols.length - failed,
    symbols_fallback: 0,
    symbols_failed: failed,
  };
}

/** All usable: success. Some: partial. None: failed. (A run whose symbols all failed once reported success.) */
export function statusOf(counts: Counts): Status {
  if (counts.symbols_failed === 0) return 'success';
  return counts.symbols_failed < counts.symbols_processed ? 'partial' : 'failed';
}
