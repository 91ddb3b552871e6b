import type { JobCompletedData } from '../../schema/event.ts';

/**
 * The value of `analysis_<date>` in KV: the plan's readable form, beside `execution` and `results` word for word, so
 * that a backfill rebuilds the same event and stores nothing twice.
 */
export function analysisSnapshot({ execution, results }: JobCompletedData): string {
  const symbols = results.flatMap((result) => (result.symbol === null ? [] : [{ ...result, symbol: result.symbol }]));
  const bySymbol = symbols.map(({ symbol, sentiment, confidence, direction, reasoning, error }) => [
    symbol,
    { sentiment, confidence, direction, reasoning, ...(error !== null && { error }) },
  ]);
  // Symbols are upper case and cannot take the name of another field.
  return JSON.stringify({
    ...Object.fromEntries(bySymbol),
    symbols_analyzed: symbols.map(({ symbol }) => symbol),
    analysis_time: execution.executed_at,
    trigger_mode: execution.metadata.trigger_source,
    execution_metrics: { total_time_ms: execution.execution_time_ms },
    execution,
    results,
  });
}
