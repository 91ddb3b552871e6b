import { forgetResolvedBodies, reopenLostReplays } from '../../src/storage/dead-letter-status.ts';
import { forgetIdempotencyKeys } from '../../src/storage/idempotency.ts';

const HOUR_MS = 3_600_000;

/** A replay spends at most two hours and a half in the queue and its retries; what is not back by then is lost. */
const LOST_AFTER_MS = 6 * HOUR_MS;

/** A duplicate of a stored event may still die after it. */
const BODIES_KEPT_MS = HOUR_MS;

const IDEMPOTENCY_KEPT_MS = 24 * HOUR_MS;

/** Keeps the dead letters in order: safe to run at any time, and twice at once. `now` is epoch ms. */
export async function tendDeadLetters(db: D1Database, kv: KVNamespace, now: number): Promise<void> {
  const ago = (ms: number): string => new Date(now - ms).toISOString();
  await reopenLostReplays(db, ago(LOST_AFTER_MS), ago(0));
  await forgetResolvedBodies(db, kv, ago(BODIES_KEPT_MS));
  await forgetIdempotencyKeys(db, ago(IDEMPOTENCY_KEPT_MS));
}
