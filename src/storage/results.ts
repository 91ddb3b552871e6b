import type { JobCompletedData } from '../../schema/event.ts';
import type { Result } from '../../schema/result.ts';
import { FACETS } from './facets.ts';

/** Column, in the order of the JSON row that `resultRow` writes. */
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
export function resultRow(result: Result): string {
  const values = { ...result, signals: jsonText(result.signals), report_content: jsonText(result.report_content) };
  return JSON.stringify(COLUMNS.map((column) => values[column]));
}

/**
 * The results of one version in JSON groups `[key, hash, first ordinal, rows]` of about `limit` characters, so that a
 * job of any number of results fits into parameters of bounded size.
 */
export function resultGroups({ execution, results }: JobCompletedData, hash: string, limit: number): string[] {
  const head = `[${JSON.stringify(execution.execution_key)},"${hash}"`;
  const groups: string[] = [];
  let rows: string[] = [];
  let size = 0;
  const close = (end: number) => {
    if (rows.length > 0) groups.push(`${head},${end - rows.length},[${rows.join(',')}]]`);
    rows = [];
    size = 0;
  };
  results.forEach((result, ordinal) => {
    const row = resultRow(result);
    if (size + row.length > limit) close(ordinal);
    rows.push(row);
    size += row.length;
  });
  close(results.length);
  return groups;
}

/**
 * Joins a group to its execution only if that very version stands there: the loser of a merge writes nothing.
 * MATERIALIZED, because `json_each` renders `value` anew for every column that reads it (a fifth of the time).
 */
const UPSERT = `
WITH groups AS MATERIALIZED (
  SELECT execution.id AS id, executed_at, ${FACETS} AS facets, value->>2 AS first, value->>3 AS rows
  FROM json_each(?1) CROSS JOIN job_executions AS execution
  WHERE execution.execution_key = value->>0 AND execution.content_hash = value->>1
),
incoming AS MATERIALIZED (
  SELECT groups.id AS id, executed_at, facets, groups.first + item.key AS ordinal, item.value AS row
  FROM groups CROSS JOIN json_each(groups.rows) AS item
)
INSERT INTO scheduled_job_results (job_execution_id, ordinal, ${WRITTEN.join(', ')})
SELECT id, ordinal, ${COLUMNS.map((_, place) => `row->>${place}`).join(', ')}, executed_at, facets FROM incoming WHERE true
ON CONFLICT (job_execution_id, ordinal) DO UPDATE SET
  ${WRITTEN.map((column) => `${column} = excluded.${column}`).join(', ')}
WHERE (${WRITTEN.join(', ')}) IS NOT (${WRITTEN.map((column) => `excluded.${column}`).join(', ')})`;

/** Writes the results that differ, for the versions that won; `groups` is a JSON array of `resultGroups`. */
export const upsertResults = (db: D1Database, groups: string): D1PreparedStatement => db.prepare(UPSERT).bind(groups);

const DELETE_SURPLUS = `
DELETE FROM scheduled_job_results WHERE (job_execution_id, ordinal) IN (
  SELECT result.job_execution_id, result.ordinal
  FROM json_each(?1) CROSS JOIN job_executions AS execution CROSS JOIN scheduled_job_results AS result
  WHERE execution.execution_key = value->>0 AND execution.content_hash = value->>1
    AND result.job_execution_id = execution.id AND result.ordinal >= value->>2
)`;

/** Removes what a winning version no longer has; `counts` is a JSON array of `[key, hash, count]`. */
export const deleteSurplusResults = (db: D1Database, counts: string): D1PreparedStatement =>
  db.prepare(DELETE_SURPLUS).bind(counts);

/** `[key, hash, count]` for deleteSurplusResults. */
export const resultCount = ({ execution, results }: JobCompletedData, hash: string): string =>
  JSON.stringify([execution.execution_key, hash, results.length]);
