import type { IngestBody, IngestResult } from '../../schema/api/ingest.ts';
import type { JobCompletedData } from '../../schema/event.ts';
import type { Execution } from '../../schema/execution.ts';
import type { Result } from '../../schema/result.ts';
import { easternDate } from './eastern.ts';
import { type Counts, countSymbols, statusOf } from './status.ts';

/** What names a run, and when it was handed in (epoch ms), which stands for the end of a run that tells no time. */
export interface Receipt {
  execution_key: string;
  at: number;
}

const isReport = ({ report_content, html_snapshot }: IngestResult): boolean =>
  report_content !== null || html_snapshot !== null;

const resultOf = (given: IngestResult): Result => ({
  ...given,
  result_type: given.result_type ?? (isReport(given) ? 'report_snapshot' : 'analysis_detail'),
});

/** Symbols that were processed and are not among those of the results, nor counted otherwise, count as failed. */
function failedOf({ status, symbols_processed, symbols_successful }: IngestBody, counted: Counts): number {
  if (symbols_processed === undefined) return counted.symbols_failed;
  if (symbols_successful !== undefined) return symbols_processed - symbols_successful;
  if (counted.symbols_processed > 0) return symbols_processed - counted.symbols_successful;
  return status === 'failed' ? symbols_processed : 0;
}

function countsOf(body: IngestBody, results: readonly Result[]): Counts {
  const counted = countSymbols(results);
  const symbols_failed = body.symbols_failed ?? failedOf(body, counted);
  const symbols_successful =
    body.symbols_successful ??
    (body.symbols_processed === undefined ? counted.symbols_successful : body.symbols_processed - symbols_failed);
  return {
    symbols_processed: body.symbols_processed ?? symbols_successful + symbols_failed,
    symbols_successful,
    symbols_fallback: body.symbols_fallback ?? 0,
    symbols_failed,
  };
}

/** A run without symbols that tells of errors and not of its status did not succeed. */
const derivedStatus = (counts: Counts, errors: readonly string[]): Execution['status'] =>
  counts.symbols_processed === 0 && errors.length > 0 ? 'failed' : statusOf(counts);

const errorsOf = (results: readonly Result[]): string[] =>
  results.flatMap(({ symbol, error }) => (error === null ? [] : [symbol === null ? error : `${symbol}: ${error}`]));

/** A run that tells when it began ended so much later; one that does not ended when it was handed in. */
function timesOf({ executed_at, execution_time_ms }: IngestBody, at: number): { started: number; ended: number } {
  const took = Math.round(execution_time_ms ?? 0);
  if (executed_at === undefined) return { started: at - took, ended: at };
  return { started: Date.parse(executed_at), ended: Date.parse(executed_at) + took };
}

/** The run that a body tells of. The same body and receipt make the same run, to the byte. */
export function ingestedData(body: IngestBody, { execution_key, at }: Receipt): JobCompletedData {
  const results = (body.results ?? []).map(resultOf);
  const counts = countsOf(body, results);
  const errors = body.errors ?? errorsOf(results);
  const { started, ended } = timesOf(body, at);
  const execution: Execution = {
    execution_key,
    job_type: body.job_type,
    report_type: body.report_type ?? null,
    status: body.status ?? derivedStatus(counts, errors),
    execution_date: body.execution_date ?? easternDate(started),
    executed_at: new Date(started).toISOString(),
    revision: ended,
    execution_time_ms: body.execution_time_ms ?? null,
    ...counts,
    errors,
    metadata: { trigger_source: 'api', source: 'ingest', ...body.metadata },
  };
  return { execution, results };
}
