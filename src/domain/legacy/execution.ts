import { JobCompletedData } from '../../../schema/event.ts';
import type { Execution } from '../../../schema/execution.ts';
import { type Counts, statusOf } from '../status.ts';
import { countsOf } from './counts.ts';
import { errorText } from './failure.ts';
import { firstOf, isList, member, paths } from './json.ts';
import type { LegacyKey } from './key.ts';
import { durationOf } from './numbers.ts';
import { provenanceOf } from './provenance.ts';
import { type ResultsReading, readResults } from './results.ts';
import { isRun, type Run } from './runs.ts';
import type { Skip } from './skip.ts';
import { storableText } from './storable-json.ts';
import { type When, whenOf } from './when.ts';

export interface Origin {
  key: LegacyKey;
  rawSha256: string;
}

/** `holdsResults` is false where a value only names symbols. */
export interface ReadRun {
  ok: true;
  run: Run;
  data: JobCompletedData;
  when: When;
  holdsResults: boolean;
}
export type RunReading = ReadRun | { ok: false; skip: Skip };

const DURATION = paths(
  'execution_metrics.total_time_ms',
  'execution_metrics.execution_time_ms',
  'pre_market_analysis.execution_time_ms',
  'execution_time_ms',
  'total_time_ms',
  'processing_time_ms',
  'duration_ms',
  'analysis_metadata.total_processing_time',
);
const ERRORS = paths('errors', 'error_message', 'execution_metrics.errors', 'pre_market_analysis.errors');

/** Names of no symbols can be of any length and number; as much tells what they were. */
const MAX_NAME_LENGTH = 64;
const MAX_NAMES = 50;

function nameErrors(unreadable: readonly string[]): string[] {
  const named = unreadable.slice(0, MAX_NAMES).map((name) => JSON.stringify(name.slice(0, MAX_NAME_LENGTH)));
  const rest = unreadable.length - named.length;
  return [...named, ...(rest > 0 ? [`${rest} more`] : [])].map((name) => `not a symbol, left out: ${name}`);
}

function errorsOf(value: unknown, { shape, unreadable }: ResultsReading): string[] {
  const list = firstOf(value, ERRORS, (found) => (errorText(found) === null ? null : found));
  const stated = (isList(list) ? list : [list]).map(errorText);
  // The error of a value that is one symbol's entry stands with that symbol.
  const own = shape === 'one_symbol' ? null : errorText(member(value, 'error'));
  return [...stated, own, ...nameErrors(unreadable)].filter((error) => error !== null).map(storableText);
}

/** Test values stand under the keys of real ones. */
export const isTest = (value: unknown): boolean =>
  [member(value, 'test_mode'), member(member(value, 'metadata'), 'test_mode')].some(
    (mode) => mode === true || mode === 'true',
  );

/** Nothing usable is failed, also where no symbol is known by name. */
const statusFrom = (counts: Counts): Execution['status'] =>
  counts.symbols_failed === counts.symbols_processed ? 'failed' : statusOf(counts);

function executionOf(run: Run, origin: Origin, results: ResultsReading, counts: Counts, when: When): Execution {
  const { key } = origin;
  return {
    execution_key: run.label === null ? `kv:${key.key}` : `kv:${key.key}#${run.label}`,
    job_type: key.job_type,
    report_type: null,
    status: statusFrom(counts),
    execution_date: key.date,
    executed_at: new Date(when.executed_at).toISOString(),
    revision: Math.max(0, when.completed_at),
    execution_time_ms: firstOf(run.value, DURATION, durationOf),
    ...counts,
    errors: errorsOf(run.value, results),
    metadata: provenanceOf(run.value, { ...origin, run: run.label }, results, when),
  };
}

function whenRun(run: Run, origin: Origin, { shape, readings }: ResultsReading): When {
  const symbolTimes = readings.map(({ at }) => at).filter((at) => at !== null);
  const scheduled = shape === 'trading_signals' || member(run.value, 'cron_execution_id') !== undefined;
  return whenOf(run.value, origin.key, { scheduled, label: run.label, symbolTimes });
}

/** Why a value is no run; null when it is one. */
function absence(
  value: unknown,
  results: ResultsReading,
  execution: Execution,
): Pick<Skip, 'reason' | 'detail'> | null {
  if (results.readings.length + results.unreadable.length > 0) return null;
  if (!isRun(value)) return { reason: 'unknown_shape', detail: 'holds nothing that has the structure of results' };
  // A run that names nobody and says that symbols failed, or why, is a failed one.
  if (execution.symbols_failed > 0 || execution.errors.length > 0) return null;
  return { reason: 'no_results', detail: 'names no symbol and holds no result' };
}

/** Reads one run as an execution with its results, or says why it is none. */
export function readRun(run: Run, origin: Origin): RunReading {
  const skip = (reason: Skip): RunReading => ({ ok: false, skip: reason });
  if (isTest(run.value)) return skip({ reason: 'test_value', detail: 'carries test_mode: true', run: run.label });

  const results = readResults(run.value, origin.key.symbol);
  const counts = countsOf(run.value, results.readings, results.unreadable.length);
  const when = whenRun(run, origin, results);
  const execution = executionOf(run, origin, results, counts, when);
  const absent = absence(run.value, results, execution);
  if (absent) return skip({ ...absent, run: run.label });

  const data = JobCompletedData.safeParse({ execution, results: results.readings.map(({ result }) => result) });
  if (data.success) return { ok: true, run, data: data.data, when, holdsResults: results.shape !== 'names_only' };
  return skip({ reason: 'invalid', detail: data.error.issues[0]?.message ?? 'is no execution', run: run.label });
}
