import type { Result } from '../../schema/result.ts';
import { FACETS } from './facets.ts';

/** The columns, in the order of the JSON row that `resultRow` writes. */
const COLUMNS = [
  'result_type',
  'symbol',
  'sentiment',
  'confidence',
  'direction',
  'reasoning',
  'signals',
  'news_count',
  'error',
  'report_content',
  'html_snapshot',
] as const;

/** What the execution lends its results, so that a symbol's stand in the order of time. */
const WRITTEN = [...COLUMNS, 'executed_at', 'facets'];

const jsonText = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** The result as a JSON array in the order of COLUMNS. */
export const resultRow = (result: Result): string =>
  JSON.stringify([
    result.result_type,
    result.symbol,
    result.sentiment,
    result.confidence,
    result.direction,
    result.reasoning,
    jsonText(result.signals),
    result.news_count,
    result.error,
    jsonText(result.report_content),
    result.html_snapshot,
  ]);

/** A row of `resultRow` with the place of its execution among the winners, and its own place in the execution. */
export const placedRow = (row: string, place: number, ordinal: number): string =>
  `[${place},${ordinal},${row.slice(1)}`;

/** The executions of a batch as `[key, hash, number of results]`: what stands for them in the statements below. */
export const winner = (key: string, hash: string, results: number): string => JSON.stringify([key, hash, results]);

/** Those of ?1 whose very version stands in the database: the loser of a merge writes nothing. */
const STANDING = `
given AS MATERIALIZED (SELECT key AS place, value AS winner FROM json_each(?1)),
standing AS MATERIALIZED (
  SELECT place, execution.id AS id, executed_at, ${FACETS} AS facets, winner->>2 AS results
  FROM given CROSS JOIN job_executions AS execution
  WHERE execution.execution_key = winner->>0 AND execution.content_hash = winner->>1
)`;

/** MATERIALIZED, because `json_each` renders `value` anew for every column that reads it (a fifth of the time). */
const UPSERT = `
WITH ${STANDING},
incoming AS MATERIALIZED (SELECT value AS row FROM json_each(?2))
INSERT INTO scheduled_job_results (job_execution_id, ordinal, ${WRITTEN.join(', ')})
SELECT id, row->>1, ${COLUMNS.map((_, i) => `row->>${i + 2}`).join(', ')}, executed_at, facets
FROM incoming CROSS JOIN standing ON place = row->>0 WHERE true
ON CONFLICT (job_execution_id, ordinal) DO UPDATE SET
  ${WRITTEN.map((column) => `${column} = excluded.${column}`).join(', ')}
WHERE (${WRITTEN.join(', ')}) IS NOT (${WRITTEN.map((column) => `excluded.${column}`).join(', ')})`;

/** Writes the results that differ; `winners` and `rows` are JSON arrays of `winner` and `placedRow`. */
export const upsertResults = (db: D1Database, winners: string, rows: string): D1PreparedStatement =>
  db.prepare(UPSERT).bind(winners, rows);

const DELETE_SURPLUS = `
WITH ${STANDING}
DELETE FROM scheduled_job_results WHERE (job_execution_id, ordinal) IN (
  SELECT result.job_execution_id, result.ordinal FROM standing CROSS JOIN scheduled_job_results AS result
  WHERE result.job_execution_id = standing.id AND result.ordinal >= standing.results
)`;

/** Removes what a winning version no longer has; `winners` is a JSON array of `winner`. */
export const deleteSurplusResults = (db: D1Database, winners: string): D1PreparedStatement =>
  db.prepare(DELETE_SURPLUS).bind(winners);
