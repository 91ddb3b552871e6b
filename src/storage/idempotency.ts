import * as z from 'zod';

const KnownRow = z.object({ request: z.string(), answer: z.string().nullable() });

/** What a key stands for: the request it came with, and its answer once there is one. */
export type KnownRequest = z.infer<typeof KnownRow>;

const TAKE = `
INSERT INTO idempotency_keys (key, request, at) VALUES (?1, ?2, ?3)
ON CONFLICT (key) DO UPDATE SET at = excluded.at
  WHERE answer IS NULL AND request = excluded.request AND at < ?4
RETURNING key`;
const READ = 'SELECT request, answer FROM idempotency_keys WHERE key = ?1';

/**
 * Takes a key for a request: null when it is ours (new, or taken before `stale` by somebody who never answered),
 * else what it stands for. Of two at once one gets it.
 */
export async function takeIdempotencyKey(
  db: D1Database,
  key: string,
  request: string,
  { at, stale }: { at: string; stale: string },
): Promise<KnownRequest | null> {
  const [taken, known] = await db.batch([db.prepare(TAKE).bind(key, request, at, stale), db.prepare(READ).bind(key)]);
  if ((taken?.results.length ?? 0) > 0) return null;
  return KnownRow.nullable().parse(known?.results[0] ?? null);
}

const ANSWER = 'UPDATE idempotency_keys SET answer = ?2 WHERE key = ?1';
const DELETE = 'DELETE FROM idempotency_keys WHERE key = ?1 AND answer IS NULL';
const FORGET = 'DELETE FROM idempotency_keys WHERE at < ?1';

/** Keeps the answer, JSON text. */
export async function keepAnswer(db: D1Database, key: string, answer: string): Promise<void> {
  await db.prepare(ANSWER).bind(key, answer).run();
}

/** Gives the key back: nothing came of the request. */
export async function freeIdempotencyKey(db: D1Database, key: string): Promise<void> {
  await db.prepare(DELETE).bind(key).run();
}

/** Deletes keys that were taken before an instant. */
export async function forgetIdempotencyKeys(db: D1Database, before: string): Promise<void> {
  await db.prepare(FORGET).bind(before).run();
}
