import * as z from 'zod';
import type { Execution } from '../../schema/execution.ts';
import type { Version } from '../domain/merge.ts';

/** Column, in the order of the JSON row that `executionRow` writes. */
const COLUMNS = [
  'execution_key',
  'job_type',
  'report_type',
  'status',
  'execution_date',
  'executed_at',
  'revision',
  'execution_time_ms',
  'symbols_processed',
  'symbols_successful',
  'symbols_fallback',
  'symbols_failed',
  'success_rate',
  'errors',
  'metadata',
  'content_hash',
] as const;

/** Share of the processed symbols that were usable, 0–1; null for a job without symbols. */
export const successRate = (execution: Execution): number | null =>
  execution.symbols_processed > 0 ? execution.symbols_successful / execution.symbols_processed : null;

/** The execution as a JSON array in the order of COLUMNS; of lists and objects SQLite keeps the text as it is here. */
export const executionRow = (execution: Execution, content_hash: string): string =>
  JSON.stringify([
    execution.execution_key,
    execution.job_type,
    execution.report_type,
    execution.status,
    execution.execution_date,
    execution.executed_at,
    execution.revision,
    execution.execution_time_ms,
    execution.symbols_processed,
    execution.symbols_successful,
    execution.symbols_fallback,
    execution.symbols_failed,
    successRate(execution),
    execution.errors,
    execution.metadata,
    content_hash,
  ]);

const UPSERT = `
WITH incoming AS MATERIALIZED (SELECT value AS row FROM jsonb_each(?1))
INSERT INTO job_executions (${COLUMNS.join(', ')}, persisted_at)
SELECT ${COLUMNS.map((_, place) => `row->>'$[${place}]'`).join(', ')}, ?2 FROM incoming WHERE true
ON CONFLICT (execution_key) WHERE execution_key IS NOT NULL DO UPDATE SET
  ${COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')}, persisted_at = excluded.persisted_at
WHERE (excluded.revision, excluded.content_hash) > (revision, content_hash)`;

/** Inserts, or replaces where the incoming version is greater (the merge rule); otherwise writes no row at all. */
export const upsertExecutions = (db: D1Database, rows: string, persistedAt: string): D1PreparedStatement =>
  db.prepare(UPSERT).bind(rows, persistedAt);

const VERSIONS = `
SELECT execution_key, revision, content_hash FROM job_executions
WHERE execution_key IN (SELECT value FROM json_each(?1))`;

const VersionRow = z.object({ execution_key: z.string(), revision: z.int(), content_hash: z.string() });

/** The stored versions of these executions; `keys` is a JSON array. */
export const selectVersions = (db: D1Database, keys: string): D1PreparedStatement => db.prepare(VERSIONS).bind(keys);

/** Reads what `selectVersions` answered. */
export const versionsByKey = (answer: D1Result): Map<string, Version> =>
  new Map(
    answer.results.map((row) => {
      const { execution_key, ...version } = VersionRow.parse(row);
      return [execution_key, version];
    }),
  );

/** The stored versions of these executions, by key. */
export async function storedVersions(db: D1Database, keys: readonly string[]): Promise<Map<string, Version>> {
  return versionsByKey(await selectVersions(db, JSON.stringify(keys)).all());
}
