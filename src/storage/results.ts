import type { Result } from '../../schema/result.ts';
import { FACETS } from './facets.ts';
import { MAX_BYTES_OF_A_UNIT, MAX_PARAMETER_BYTES } from './json-parameters.ts';

/** The columns, in the order of `valuesOf`. */
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

/** The result's values in the order of COLUMNS. */
const valuesOf = (result: Result): unknown[] => [
  result.result_type,
  result.symbol,
  result.sentiment,
  result.confidence,
  result.direction,
  result.reasoning,
  result.signals,
  result.news_count,
  result.error,
  result.report_content,
  result.html_snapshot,
];

/** Results of one execution from the place `first` on: a JSON array of a JSON array each, in the order of COLUMNS. */
export interface ResultRows {
  first: number;
  rows: string;
}

/** The rows of an execution's results: all together, or one by one where they are more than a parameter holds. */
export function resultRows(results: readonly Result[]): ResultRows[] {
  if (results.length === 0) return [];
  const values = results.map(valuesOf);
  const rows = JSON.stringify(values);
  if (rows.length <= MAX_PARAMETER_BYTES / MAX_BYTES_OF_A_UNIT) return [{ first: 0, rows }];
  return values.map((row, first) => ({ first, rows: JSON.stringify([row]) }));
}

/** An execution as the statements below know it: by its very version, so that the loser of a merge writes nothing. */
const version = (key: string, hash: string): string => `${JSON.stringify(key)},${JSON.stringify(hash)}`;
const STANDS = `execution.execution_key = given.value->>'$[0]' AND execution.content_hash = given.value->>'$[1]'`;

/** Results with the execution they are of: `[key, hash, first, rows]`. */
export const rowsOfVersion = (key: string, hash: string, { first, rows }: ResultRows): string =>
  `[${version(key, hash)},${first},${rows}]`;

/** `->>` is SQL's value, or the text of a list; only report_content may be a JSON string, which keeps its quotes. */
const value = (column: string, place: number): string =>
  column === 'report_content' ? `nullif(result.value->'$[${place}]', 'null')` : `result.value->>'$[${place}]'`;

/**
 * The JSON is read once and walked as JSONB: rows rendered to text and read again took a fifth more time. MATERIALIZED,
 * so that what the results of an execution share is worked out once.
 */
const UPSERT = `
WITH standing AS MATERIALIZED (
  SELECT execution.id AS id, executed_at, ${FACETS} AS facets, given.value->>'$[2]' AS first,
    jsonb_extract(given.value, '$[3]') AS rows
  FROM jsonb_each(?1) AS given CROSS JOIN job_executions AS execution WHERE ${STANDS}
)
INSERT INTO scheduled_job_results (job_execution_id, ordinal, ${WRITTEN.join(', ')})
SELECT standing.id, first + result.key, ${COLUMNS.map(value).join(', ')}, executed_at, facets
FROM standing CROSS JOIN jsonb_each(rows) AS result WHERE true
ON CONFLICT (job_execution_id, ordinal) DO UPDATE SET
  ${WRITTEN.map((column) => `${column} = excluded.${column}`).join(', ')}
WHERE (${WRITTEN.join(', ')}) IS NOT (${WRITTEN.map((column) => `excluded.${column}`).join(', ')})`;

/** Writes the results that differ; `rows` is a JSON array of `rowsOfVersion`. */
export const upsertResults = (db: D1Database, rows: string): D1PreparedStatement => db.prepare(UPSERT).bind(rows);

/** An execution and how many results it has: `[key, hash, results]`. */
export const countOfVersion = (key: string, hash: string, results: number): string =>
  `[${version(key, hash)},${results}]`;

const DELETE_SURPLUS = `
DELETE FROM scheduled_job_results WHERE (job_execution_id, ordinal) IN (
  SELECT result.job_execution_id, result.ordinal
  FROM jsonb_each(?1) AS given CROSS JOIN job_executions AS execution CROSS JOIN scheduled_job_results AS result
  WHERE ${STANDS} AND result.job_execution_id = execution.id AND result.ordinal >= given.value->>'$[2]'
)`;

/** Removes what a winning version no longer has; `counts` is a JSON array of `countOfVersion`. */
export const deleteSurplusResults = (db: D1Database, counts: string): D1PreparedStatement =>
  db.prepare(DELETE_SURPLUS).bind(counts);
