import * as z from 'zod';
import type { Job } from '../../schema/api/jobs.ts';
import { StatusInput } from '../../schema/execution.ts';
import { BusinessDate, Ticker } from '../../schema/primitives.ts';
import { REPORT_TYPES, Report } from '../../schema/report.ts';
import { Result, Sentiment } from '../../schema/result.ts';
import { addDays } from '../domain/eastern.ts';
import type { StoredRun } from '../domain/reports/day-parts.ts';
import type { SymbolDay } from '../domain/reports/weekly.ts';
import { JOB_COLUMNS, JobRow, RESULT_COLUMNS, ResultRow } from './job-rows.ts';

/** The jobs whose runs reports are built from: the analysis, and old jobs that were named after their slot. */
const ANALYSES = JSON.stringify(['analysis', ...REPORT_TYPES]);

const ANALYSES_BETWEEN = `
job.job_type IN (SELECT value FROM json_each(?1)) AND job.executed_at >= ?2 AND job.executed_at < ?3
  AND job.execution_date BETWEEN ?2 AND ?4`;

const between = (from: string, to: string): string[] => [ANALYSES, from, addDays(to, 2), to];

const RUNS = `SELECT ${JOB_COLUMNS} FROM job_executions AS job WHERE ${ANALYSES_BETWEEN}`;

const RESULTS = `
SELECT job_execution_id, ${RESULT_COLUMNS} FROM scheduled_job_results
WHERE job_execution_id IN (SELECT value FROM json_each(?1)) AND symbol IS NOT NULL ORDER BY job_execution_id, ordinal`;

/** The last result of each symbol on each date; of several in one run the first that did not fail. */
const SYMBOL_DAYS = `
SELECT date, symbol, sentiment, confidence, error FROM (
  SELECT job.execution_date AS date, result.symbol, result.sentiment, result.confidence, result.error,
    row_number() OVER (PARTITION BY job.execution_date, result.symbol
      ORDER BY job.executed_at DESC, job.id DESC, result.error IS NOT NULL, result.ordinal) AS place
  FROM job_executions AS job CROSS JOIN scheduled_job_results AS result ON result.job_execution_id = job.id
  WHERE ${ANALYSES_BETWEEN} AND result.symbol IS NOT NULL AND result.result_type = 'analysis_detail')
WHERE place = 1 ORDER BY date, symbol`;

const ARCHIVED = `
SELECT report_content FROM scheduled_job_results
WHERE job_execution_id = (SELECT id FROM job_executions WHERE execution_key = ?1) AND result_type = 'report_snapshot'
ORDER BY ordinal LIMIT 1`;

/** A run without its results, and the id they stand under. */
export interface RunHead {
  id: number;
  run: StoredRun;
}

const IdRow = z.object({ id: z.int() });
const Status = StatusInput.catch('failed');

function runOf(job: Job, execution_date: string): StoredRun {
  const errors = job.errors.map((error) => (typeof error === 'string' ? error : JSON.stringify(error)));
  const execution = { ...job, execution_date, status: Status.parse(job.status), errors };
  return { execution, results: [] };
}

/** The analyses of the business dates `from` to `to`, both included, without their results. */
export async function analysesBetween(db: D1Database, from: string, to: string): Promise<RunHead[]> {
  const { results } = await db
    .prepare(RUNS)
    .bind(...between(from, to))
    .all();
  return results.flatMap((row) => {
    const job = JobRow.parse(row);
    return job.execution_date === null ? [] : [{ id: IdRow.parse(row).id, run: runOf(job, job.execution_date) }];
  });
}

const OwnerRow = z.object({ job_execution_id: z.int() });

const storedResult = (row: unknown): Result =>
  Result.parse({ ...ResultRow.parse(row), report_content: null, html_snapshot: null });

/** The runs with what they said of each symbol. */
export async function withResults(db: D1Database, heads: readonly RunHead[]): Promise<StoredRun[]> {
  if (heads.length === 0) return [];
  const ids = JSON.stringify(heads.map(({ id }) => id));
  const { results } = await db.prepare(RESULTS).bind(ids).all();
  const byRun = Map.groupBy(results, (row) => OwnerRow.parse(row).job_execution_id);
  return heads.map(({ id, run }) => ({
    ...run,
    results: (byRun.get(id) ?? []).map(storedResult),
  }));
}

const SymbolDayRow = z.object({
  date: BusinessDate,
  symbol: Ticker,
  sentiment: Sentiment.nullable(),
  confidence: z.number().nullable(),
  error: z.string().nullable(),
});

/** What was last said of each symbol on each of the business dates `from` to `to`, both included. */
export async function symbolDaysBetween(db: D1Database, from: string, to: string): Promise<SymbolDay[]> {
  const { results } = await db
    .prepare(SYMBOL_DAYS)
    .bind(...between(from, to))
    .all();
  return results.map((row) => SymbolDayRow.parse(row));
}

const ArchivedRow = z.object({ report_content: z.string().nullable() });

/** The report that an execution archived; null where it has none that can be read. */
export async function archivedReport(db: D1Database, executionKey: string): Promise<Report | null> {
  const row = ArchivedRow.nullable().parse(await db.prepare(ARCHIVED).bind(executionKey).first());
  if (!row || row.report_content === null) return null;
  const content: unknown = JSON.parse(row.report_content);
  return Report.safeParse(content).data ?? null;
}
