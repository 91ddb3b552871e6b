import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Database } from './questions.ts';

/** How many executions there are, and results of each. */
export interface Size {
  executions: number;
  resultsEach: number;
}

const FIRST_INSTANT = '2023-11-01T00:00:00';
const SPAN_SECONDS = 3 * 365 * 86_400;

/**
 * Executions spread evenly over three years. What kind a run is follows from its number: some sixty kinds, the most
 * common a quarter of all, the rarest one in some ten thousand. One in fifty was stored late, by a backfill; of these
 * one in eleven carries the business date of a neighbouring day, one in a thousand that of last month.
 */
const executions = ({ executions }: Size): string => `
WITH RECURSIVE
  n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${executions}),
  -- A number that looks random but is the same in every run and database.
  mixed AS (SELECT i, (i * 2654435761) % 4294967296 / 4294967296.0 AS u, (i * 40503 + 977) % 65536 / 65536.0 AS v,
    (i * 69069 + 5) % 1048576 / 1048576.0 AS w FROM n),
  kinds AS (
    SELECT i, u, w,
      CASE WHEN u < 0.60 THEN 'analysis' WHEN u < 0.80 THEN 'report' WHEN u < 0.97 THEN 'prediction' ELSE 'maintenance' END AS type,
      CASE WHEN u >= 0.80 THEN NULL WHEN v < 0.34 THEN 'pre-market' WHEN v < 0.66 THEN 'intraday' WHEN v < 0.98 THEN 'end-of-day' WHEN u >= 0.60 THEN 'weekly' END AS report,
      CASE WHEN w < 0.72 OR u >= 0.97 THEN 'cron' WHEN w < 0.84 THEN 'manual' WHEN w < 0.93 THEN 'github-actions' WHEN w < 0.98 THEN 'api' ELSE 'backfill' END AS trigger,
      CASE WHEN (i * 7919) % 1000 < 920 THEN 'success' WHEN (i * 7919) % 1000 < 980 THEN 'partial' ELSE 'failed' END AS status,
      CASE WHEN w >= 0.98 THEN (i * 7907) % ${executions} ELSE i END AS place
    FROM mixed),
  timed AS (
    SELECT *, strftime('%Y-%m-%dT%H:%M:%fZ', '${FIRST_INSTANT}', '+' || printf('%.3f', place * ${SPAN_SECONDS}.0 / ${executions}) || ' seconds') AS at
    FROM kinds)
SELECT i, type, status, at, 1000 + (i * 104729) % 90000 AS ms,
  date(at, '-5 hours', CASE WHEN trigger <> 'backfill' THEN '+0 days' WHEN i % 997 = 0 THEN '-30 days' WHEN i % 11 = 0 THEN '-1 days' ELSE '+0 days' END) AS day, report,
  '{"trigger_source":"' || trigger || '","source":"analysis","workflow_run_id":"' || (20795135155 + i) || '"}' AS metadata
FROM timed`;

const SYMBOLS = 500;

/** Symbols follow a steep curve: the most common is in nearly every third run, the rarest in a few. */
const results = ({ executions, resultsEach }: Size): string => `
WITH RECURSIVE
  n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${executions}),
  o(ordinal) AS (SELECT 0 UNION ALL SELECT ordinal + 1 FROM o WHERE ordinal < ${resultsEach - 1}),
  drawn AS (
    SELECT i, ordinal, ((i * ${resultsEach} + ordinal) * 2246822519) % 4294967296 / 4294967296.0 AS u FROM n CROSS JOIN o)
SELECT i, ordinal, 'SYM' || CAST(${SYMBOLS} * u * u * u AS INTEGER) AS symbol,
  CASE (i * 31 + ordinal * 17) % 3 WHEN 0 THEN 'bullish' WHEN 1 THEN 'bearish' ELSE 'neutral' END AS sentiment,
  ((i * 7 + ordinal * 13) % 100) / 100.0 AS confidence,
  'Strong earnings beat with positive guidance; three of five headlines name the services segment (' || i || ')' AS reasoning,
  '[{"type":"momentum","strength":0.' || (i % 10) || '},"volume"]' AS signals, (i + ordinal) % 20 AS news
FROM drawn`;

const COUNTS = (each: number) =>
  `${each} AS processed, CASE status WHEN 'failed' THEN 0 ELSE ${each} END AS successful`;

const FILL: Record<Database, (size: Size, facets: string) => string[]> = {
  ours: (size, facets) => [
    `INSERT INTO job_executions (id, job_type, status, executed_at, execution_time_ms, symbols_processed, symbols_successful,
       success_rate, errors, execution_date, report_type, metadata, execution_key, revision, content_hash, persisted_at)
     SELECT i, type, status, at, ms, processed, successful, successful * 1.0 / processed, '[]', day, report, metadata,
       printf('01KEFQ%020d', i), 1767875400000 + i, printf('%064x', i), at
     FROM (SELECT *, ${COUNTS(size.resultsEach)} FROM (${executions(size)}))`,
    `INSERT INTO scheduled_job_results (job_execution_id, ordinal, result_type, symbol, sentiment, confidence, direction,
       reasoning, signals, news_count, executed_at, facets)
     SELECT i, ordinal, 'analysis_detail', symbol, sentiment, confidence, 'up', reasoning, signals, news, executed_at, facets
     FROM (${results(size)}) AS drawn CROSS JOIN (SELECT id, executed_at, ${facets} AS facets FROM job_executions) AS job WHERE job.id = drawn.i`,
  ],
  plan: (size) => [
    `INSERT INTO job_executions (id, job_type, status, executed_at, execution_time_ms, symbols_processed, symbols_successful,
       success_rate, errors, execution_date, report_type, metadata)
     SELECT i, type, status, at, ms, processed, successful, successful * 1.0 / processed, NULL, day, report, metadata
     FROM (SELECT *, ${COUNTS(size.resultsEach)} FROM (${executions(size)}))`,
    `INSERT INTO scheduled_job_results (job_execution_id, result_type, symbol, sentiment, confidence, direction, reasoning, signals)
     SELECT i, 'analysis_detail', symbol, sentiment, confidence, 'up', reasoning, signals FROM (${results(size)})`,
  ],
};

/** The files of the local databases in a state folder. */
export function databaseFiles(state: string): string[] {
  const folder = join(state, 'v3', 'd1', 'miniflare-D1DatabaseObject');
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
    .map((name) => join(folder, name));
}

/**
 * Fills a migrated, empty database file. Indexes are built at the end: the same b-trees, sooner. `facets` is the
 * expression of the index job_executions_by_facets.
 */
export function fill(file: string, database: Database, size: Size, facets: string): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; PRAGMA temp_store = MEMORY');
  const indexes = db
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
       AND tbl_name IN ('job_executions', 'scheduled_job_results')`,
    )
    .all();
  for (const { name } of indexes) db.exec(`DROP INDEX ${String(name)}`);
  db.exec('BEGIN');
  for (const statement of FILL[database](size, facets)) db.exec(statement);
  db.exec('COMMIT');
  for (const { sql } of indexes) db.exec(String(sql));
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
}
