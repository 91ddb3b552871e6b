import { Result } from '../../../schema/result.ts';
import type { StoredRun } from '../../../src/domain/reports/day-parts.ts';

export const THURSDAY = '2026-01-08';

/** The instant (epoch ms) at which New York's clock shows HH:MM on that winter day. */
export const clock = (time: string, date = THURSDAY): number => Date.parse(`${date}T${time}:00.000-05:00`);

export const result = (symbol: string, fields: Partial<Result> = {}): Result =>
  Result.parse({ result_type: 'analysis_detail', symbol, ...fields });

export const bullish = (symbol: string, confidence = 0.8) => result(symbol, { sentiment: 'bullish', confidence });
export const bearish = (symbol: string, confidence = 0.8) => result(symbol, { sentiment: 'bearish', confidence });
export const neutral = (symbol: string, confidence = 0.8) => result(symbol, { sentiment: 'neutral', confidence });
export const failed = (symbol: string, error: string) => result(symbol, { error });

/** An analysis without a label, finished at HH:MM Eastern. */
export function storedRun(time: string, results: Result[], execution: Partial<StoredRun['execution']> = {}): StoredRun {
  const executed_at = new Date(clock(time)).toISOString();
  const about = { execution_key: null, job_type: 'analysis', report_type: null, metadata: null, errors: [] };
  return { execution: { ...about, status: 'success', execution_date: THURSDAY, executed_at, ...execution }, results };
}
