import type { KeyOutcome } from '../../schema/api/backfills.ts';
import type { Account } from '../domain/merge.ts';
import { jsonArrays } from './json-parameters.ts';

/** What a page knows of a key: the outcome of each execution in its value, or the verdict on a value that has none. */
export interface LedgerEntry {
  key: string;
  verdict: 'skipped' | 'expired' | null;
  reason: string | null;
  runs: Record<string, KeyOutcome>;
  raw_sha256: string | null;
}

/** What the database was made to hold stands; a later success replaces what was given up, anything what was pending. */
const RANK = `CASE value WHEN 'inserted' THEN 0 WHEN 'updated' THEN 0 WHEN 'noop' THEN 0 WHEN 'pending' THEN 4 ELSE 2 END`;

/** Of two accounts of one execution the one of lower rank, of equals the first: a redelivery's noop changes nothing. */
const MERGED_RUNS = `(
  SELECT json_group_object(key, value) FROM (
    SELECT key, value, min(place) FROM (
      SELECT key, value, ${RANK} AS place FROM json_each(backfill_keys.runs)
      UNION ALL SELECT key, value, 1 + ${RANK} FROM json_each(excluded.runs))
    GROUP BY key))`;

const ON_CONFLICT = `
ON CONFLICT (backfill_id, key) DO UPDATE SET runs = ${MERGED_RUNS},
  verdict = coalesce(excluded.verdict, verdict), reason = coalesce(excluded.reason, reason),
  raw_hash = coalesce(excluded.raw_hash, raw_hash), sent_at = coalesce(excluded.sent_at, sent_at),
  listed_at = coalesce(listed_at, excluded.listed_at)`;

const RECORD = `
INSERT INTO backfill_keys (backfill_id, key, verdict, reason, runs, raw_hash, listed_at, sent_at)
SELECT ?2, value->>0, value->>1, value->>2, value->3, value->>4, ?3, ?3 FROM json_each(?1) WHERE true
${ON_CONFLICT}`;

/** Records what a page found; `at` is an instant. */
export const recordKeys = (db: D1Database, id: string, entries: readonly LedgerEntry[], at: string) =>
  jsonArrays(
    entries.map(({ key, verdict, reason, runs, raw_sha256 }) =>
      JSON.stringify([key, verdict, reason, runs, raw_sha256]),
    ),
  ).map((rows) => db.prepare(RECORD).bind(rows, id, at));

/** An execution that a backfill sent: which backfill, read from which key. */
export interface Backfilled {
  backfill_id: string;
  key: string;
}

/**
 * What storing these accounts, one after the other, does to what stands there before: `alone` is what each would do to
 * an empty table.
 */
const STORED = `
WITH incoming AS MATERIALIZED (
  SELECT value->>0 AS backfill_id, value->>1 AS key, value->>2 AS run, value->>3 AS revision, value->>4 AS hash,
    value->>5 AS alone FROM json_each(?1)),
judged AS (
  SELECT backfill_id, key, run, CASE
    WHEN alone IN ('noop', 'stale') THEN 'noop'
    WHEN stored.execution_key IS NULL THEN alone
    WHEN (incoming.revision, hash) > (stored.revision, stored.content_hash) THEN 'updated'
    ELSE 'noop' END AS outcome
  FROM incoming LEFT JOIN job_executions AS stored ON stored.execution_key = run)
INSERT INTO backfill_keys (backfill_id, key, runs)
SELECT backfill_id, key, json_group_object(run, outcome) FROM judged WHERE true GROUP BY backfill_id, key
${ON_CONFLICT}`;

/** Delivered twice in one batch, the first time decides. */
function firsts<T extends Backfilled & { account: Account }>(accounts: readonly T[]): T[] {
  const byRun = new Map<string, T>();
  for (const each of accounts) {
    const name = JSON.stringify([each.backfill_id, each.key, each.account.key]);
    if (!byRun.has(name)) byRun.set(name, each);
  }
  return [...byRun.values()];
}

/** For the batch that stores these executions, before they are stored: writes their outcomes into the ledger. */
export const recordStored = (
  db: D1Database,
  accounts: readonly (Backfilled & { account: Account; alone: string })[],
): D1PreparedStatement[] =>
  jsonArrays(
    firsts(accounts).map(({ backfill_id, key, account, alone }) =>
      JSON.stringify([backfill_id, key, account.key, account.revision, account.content_hash, alone]),
    ),
  ).map((rows) => db.prepare(STORED).bind(rows));

const DEAD = `
INSERT INTO backfill_keys (backfill_id, key, reason, runs)
SELECT value->>0, value->>1, value->>3, json_object(value->>2, 'dead') FROM json_each(?1) WHERE true
${ON_CONFLICT}`;

/** For the batch that stores dead letters: marks backfilled executions as dead. */
export const recordDead = (
  db: D1Database,
  dead: readonly (Backfilled & { execution_key: string; reason: string })[],
): D1PreparedStatement[] =>
  jsonArrays(
    dead.map(({ backfill_id, key, execution_key, reason }) =>
      JSON.stringify([backfill_id, key, execution_key, reason]),
    ),
  ).map((rows) => db.prepare(DEAD).bind(rows));
