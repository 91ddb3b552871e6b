import * as z from 'zod';
import type { Version } from '../domain/merge.ts';
import { lenientJson } from './json-columns.ts';

/** An execution as D1 holds it, read back into the form in which it came, unless somebody else changed it. */
export interface StoredExecution {
  version: Version;
  data: unknown;
}

const EXECUTION =
  'execution_key, job_type, report_type, status, execution_date, executed_at, revision, execution_time_ms, symbols_processed, symbols_successful, symbols_fallback, symbols_failed, errors, metadata, content_hash';
/** The columns of a result, those that hold JSON text apart. */
const RESULT = 'result_type symbol sentiment confidence direction reasoning news_count error html_snapshot'.split(' ');
const RESULT_JSON = ['signals', 'report_content'];

const EXECUTIONS = `
SELECT ${EXECUTION} FROM job_executions WHERE execution_key IN (SELECT value FROM json_each(?1))`;

const RESULTS = `
SELECT execution_key, ${[...RESULT, ...RESULT_JSON].map((column) => `result.${column}`).join(', ')}
FROM json_each(?1) CROSS JOIN job_executions AS execution CROSS JOIN scheduled_job_results AS result
WHERE execution.execution_key = value AND result.job_execution_id = execution.id
ORDER BY result.job_execution_id, ordinal`;

/** A value that somebody else wrote is shown as it stands. */
const parsed = (value: unknown): unknown => (typeof value === 'string' && value !== '' ? lenientJson(value) : value);

const Row = z.looseObject({ execution_key: z.string() });
const Versioned = Row.extend({ revision: z.number(), content_hash: z.string() });

const resultOf = (row: Record<string, unknown>): unknown =>
  Object.fromEntries([
    ...RESULT.map((column) => [column, row[column]]),
    ...RESULT_JSON.map((column) => [column, parsed(row[column])]),
  ]);

/**
 * These executions with their results, by key, exactly as they stand: rows that others changed need not be of our form.
 */
export async function readExecutions(db: D1Database, keys: readonly string[]): Promise<Map<string, StoredExecution>> {
  const given = JSON.stringify(keys);
  const [executions, results] = await db.batch([db.prepare(EXECUTIONS).bind(given), db.prepare(RESULTS).bind(given)]);
  const byKey = Map.groupBy(z.array(Row).parse(results?.results), ({ execution_key }) => execution_key);
  return new Map(
    z
      .array(Versioned)
      .parse(executions?.results)
      .map(({ content_hash, ...row }) => {
        const execution = { ...row, errors: parsed(row['errors']), metadata: parsed(row['metadata']) };
        const held = (byKey.get(row.execution_key) ?? []).map(resultOf);
        const version = { revision: row.revision, content_hash };
        return [row.execution_key, { version, data: { execution, results: held } }];
      }),
  );
}

/** A backfilled execution, and the KV key that it was read from. */
const BackfilledRow = z.object({
  execution_key: z.string(),
  key: z.string(),
  revision: z.number(),
  content_hash: z.string(),
});
export type BackfilledExecution = z.infer<typeof BackfilledRow>;

const BACKFILLED = `
SELECT execution_key, revision, content_hash,
  coalesce(CASE WHEN json_valid(metadata) THEN metadata ->> '$.original_key' END, substr(execution_key, 4)) AS key
FROM job_executions
WHERE execution_key > ?1 AND execution_key < ?2
  AND (?3 IS NULL OR execution_date >= ?3) AND (?4 IS NULL OR execution_date <= ?4)
ORDER BY execution_key LIMIT ?5`;

/** Sorts after every key. */
const LAST = '\u{10FFFF}';

/** Backfilled executions of keys with this prefix, in the order of their keys, after the execution `after`. */
export async function listBackfilled(
  db: D1Database,
  { prefix, from, to }: { prefix: string; from: string | null; to: string | null },
  after: string | null,
  limit: number,
): Promise<BackfilledExecution[]> {
  const begin = `kv:${prefix}`;
  const { results } = await db
    .prepare(BACKFILLED)
    .bind(after ?? begin, `${begin}${LAST}`, from, to, limit)
    .all();
  return z.array(BackfilledRow).parse(results);
}
