import * as z from 'zod';
import { BackfillKey, type KeyCounts, KeyOutcome } from '../../schema/api/backfills.ts';
import { jsonOf } from './json-columns.ts';

/** The planner would rather walk all keys of the backfill. */
const BY_OUTCOME = 'backfill_keys INDEXED BY backfill_keys_by_outcome';

const UNDER_WAY = `
SELECT coalesce(sum((length(runs) - length(replace(runs, ':"pending"', ''))) / length(':"pending"')), 0) AS n
FROM ${BY_OUTCOME} WHERE backfill_id = ?1 AND outcome = 'pending'`;

const UnderWayRow = z.object({ n: z.int() });

/** How many executions were sent and have no outcome yet. */
export async function countUnderWay(db: D1Database, id: string): Promise<number> {
  return UnderWayRow.parse(await db.prepare(UNDER_WAY).bind(id).first()).n;
}

const COUNTS = `
SELECT outcome, count(*) AS n FROM ${BY_OUTCOME} WHERE backfill_id = ?1 AND outcome IS NOT NULL GROUP BY outcome`;

const CountRow = z.object({ outcome: KeyOutcome, n: z.int() });
const NONE: KeyCounts = { inserted: 0, updated: 0, noop: 0, skipped: 0, dead: 0, expired: 0, pending: 0 };

/** The listed keys by outcome. */
export async function countKeys(db: D1Database, id: string): Promise<KeyCounts> {
  const { results } = await db.prepare(COUNTS).bind(id).all();
  const counted = z.array(CountRow).parse(results);
  return { ...NONE, ...Object.fromEntries(counted.map(({ outcome, n }) => [outcome, n])) };
}

const KeyRow = BackfillKey.omit({ raw_sha256: true })
  .extend({
    runs: jsonOf(BackfillKey.shape.runs),
    raw_hash: z.string().nullable(),
  })
  .transform(({ raw_hash, ...row }): BackfillKey => ({ ...row, raw_sha256: raw_hash }));

const KEYS = `
SELECT key, outcome, reason, runs, raw_hash FROM backfill_keys
WHERE backfill_id = ?1 AND key > ?2 AND listed_at IS NOT NULL ORDER BY key LIMIT ?3`;

const KEYS_OF_OUTCOME = `
SELECT key, outcome, reason, runs, raw_hash FROM ${BY_OUTCOME}
WHERE backfill_id = ?1 AND outcome = ?4 AND key > ?2 ORDER BY key LIMIT ?3`;

/** The listed keys after `after` in the order of their UTF-8 bytes, of one outcome if given. */
export async function listKeys(
  db: D1Database,
  id: string,
  { outcome, after, limit }: { outcome: KeyOutcome | undefined; after: string; limit: number },
): Promise<BackfillKey[]> {
  const statement =
    outcome === undefined
      ? db.prepare(KEYS).bind(id, after, limit)
      : db.prepare(KEYS_OF_OUTCOME).bind(id, after, limit, outcome);
  return (await statement.all()).results.map((row) => KeyRow.parse(row));
}

const LOST = `
SELECT key, outcome, reason, runs, raw_hash FROM ${BY_OUTCOME}
WHERE backfill_id = ?1 AND outcome = 'pending' AND sent_at <= ?2 ORDER BY key LIMIT ?3`;

/** Keys that were sent before `before` and have executions without an outcome. */
export async function listUnsettled(db: D1Database, id: string, before: string, limit: number): Promise<BackfillKey[]> {
  return (await db.prepare(LOST).bind(id, before, limit).all()).results.map((row) => KeyRow.parse(row));
}

/** Keys a query may answer with: at 512 bytes a key some 5 MB. */
const KEYS_A_QUERY = 10_000;

const NAMES = `
SELECT key FROM backfill_keys WHERE backfill_id = ?1 AND key > ?2 AND listed_at IS NOT NULL ORDER BY key LIMIT ?3`;

const NameRow = z.object({ key: z.string() });

/** The names of all listed keys in the order of their UTF-8 bytes, as many at a time as one query may give. */
export async function* keyNames(db: D1Database, id: string): AsyncGenerator<string[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { results }: D1Result = await db.prepare(NAMES).bind(id, after, KEYS_A_QUERY).all();
    const names = z
      .array(NameRow)
      .parse(results)
      .map(({ key }) => key);
    yield names;
    after = names.length < KEYS_A_QUERY ? undefined : names.at(-1);
  }
}
