import * as z from 'zod';
import type { Job } from '../../schema/api/jobs.ts';
import { StatusInput } from '../../schema/execution.ts';
import { BusinessDate, Ticker } from '../../schema/primitives.ts';
import { REPORT_TYPES, Report } from '../../schema/report.ts';
import { Result, Sentiment } from '../../schema/result.ts';
import { dayBoundaries, type StoredRun } from '../domain/reports/day-parts.ts';
import type { SymbolDay } from '../domain/reports/weekly.ts';
import { FACETS } from './facets.ts';
import { JOB_COLUMNS, JobRow, RESULT_COLUMNS, ResultRow } from './job-rows.ts';
import { LenientJson } from './json-columns.ts';
import { DAWN, DUSK, EXECUTIONS, laneParameters, lanes, own } from './lanes.ts';
import { readRow } from './read-row.ts';

/**
 * Lanes of the runs that reports are built from: the analysis, old jobs that were named after their slot, and others
 * that say which report they are for; reports themselves are not. `own(1)` holds the slots' names.
 */
const ANALYSES = `
WITH RECURSIVE ${lanes(EXECUTIONS)},
  slots AS MATERIALIZED (SELECT value AS name FROM json_each(${own(1)})),
  analyses AS MATERIALIZED (
    SELECT facets, low, high_at FROM lanes
    WHERE facets->>0 = 'analysis' OR facets->>0 IN (SELECT name FROM slots)
      OR (facets->>0 <> 'report' AND facets->>1 IN (SELECT name FROM slots)))`;

const analysesOf = (range: { from: string; to: string }): (string | number | null)[] => [
  ...laneParameters(range, null),
  JSON.stringify(REPORT_TYPES),
];

/**
 * The last run of each lane in each span of `own(2)`, two row reads each, however many there are. Rows of other writers have
 * no key and no results here.
 */
const RUNS = `${ANALYSES},
  spans AS MATERIALIZED (SELECT value->>0 AS low, value->>1 AS high FROM json_each(${own(2)})),
  last AS MATERIALIZED (
    SELECT (SELECT id FROM job_executions AS entry INDEXED BY job_executions_by_facets
      WHERE ${FACETS} = analyses.facets AND executed_at >= max(analyses.low, spans.low)
        AND executed_at < min(analyses.high_at, spans.high) AND execution_key IS NOT NULL
      ORDER BY executed_at DESC, id DESC LIMIT 1) AS job_id
    FROM analyses CROSS JOIN spans)
SELECT ${JOB_COLUMNS} FROM last CROSS JOIN job_executions AS job WHERE job.id = last.job_id`;

const RESULTS = `
SELECT job_execution_id, ${RESULT_COLUMNS} FROM scheduled_job_results
WHERE job_execution_id IN (SELECT value FROM json_each(?1)) AND symbol IS NOT NULL ORDER BY job_execution_id, ordinal`;

/** The last result of each symbol on each date; of several in one run the first that did not fail. */
const SYMBOL_DAYS = `${ANALYSES},
  runs AS MATERIALIZED (
    SELECT id, execution_date, executed_at
    FROM analyses CROSS JOIN job_executions AS entry INDEXED BY job_executions_by_facets
    WHERE ${FACETS} = analyses.facets AND executed_at >= analyses.low AND executed_at < analyses.high_at),
  ranked AS (
    SELECT execution_date AS date, symbol, sentiment, confidence, error,
      row_number() OVER (PARTITION BY execution_date, symbol
        ORDER BY runs.executed_at DESC, runs.id DESC, error IS NOT NULL, ordinal) AS place
    FROM runs CROSS JOIN scheduled_job_results AS result ON result.job_execution_id = runs.id
    WHERE symbol IS NOT NULL AND result_type = 'analysis_detail')
SELECT date, symbol, sentiment, confidence, error FROM ranked WHERE place = 1 ORDER BY date, symbol`;

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

function headOf(row: unknown): RunHead[] {
  const job = readRow(JobRow, row);
  if (job.execution_date === null) return [];
  return [{ id: IdRow.parse(row).id, run: runOf(job, job.execution_date) }];
}

const spansOf = (date: string): string => {
  const [noon, close] = dayBoundaries(date).map((epochMs) => new Date(epochMs).toISOString());
  return JSON.stringify([
    [DAWN, noon],
    [noon, close],
    [close, DUSK],
  ]);
};

/**
 * Of each business date the runs, without their results, among which are those that `dayRuns` picks: of every kind of
 * run the last of each part of the day. One round trip.
 */
export async function lastAnalyses(db: D1Database, dates: readonly string[]): Promise<RunHead[]> {
  const statement = db.prepare(RUNS);
  const answers = await db.batch(
    dates.map((date) => statement.bind(...analysesOf({ from: date, to: date }), spansOf(date))),
  );
  return answers.flatMap(({ results }) => results.flatMap(headOf));
}

const OwnerRow = z.object({ job_execution_id: z.int() });

const storedResult = (row: unknown): Result =>
  Result.parse({ ...readRow(ResultRow, row), report_content: null, html_snapshot: null });

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
    .bind(...analysesOf({ from, to }))
    .all();
  return results.map((row) => readRow(SymbolDayRow, row));
}

const ArchivedRow = z.object({ report_content: LenientJson.pipe(Report.nullable().catch(null)) });

/** The report that an execution archived; null where it has none that can be read. */
export async function archivedReport(db: D1Database, executionKey: string): Promise<Report | null> {
  const row = ArchivedRow.nullable().parse(await db.prepare(ARCHIVED).bind(executionKey).first());
  return row?.report_content ?? null;
}
