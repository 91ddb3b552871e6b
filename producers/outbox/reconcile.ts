import { attempt } from '../../src/domain/attempt.ts';
import { deleteOutboxEntries, LATE_AFTER_MS } from '../../src/storage/outbox.ts';
import { dueEntries, MAX_ENTRIES, storedEntries } from './due.ts';
import { type Did, type ReconcilePorts, settleEntry } from './settle-entry.ts';

/** What a run found and did. `failed`: left for the next run; `lastError` says why. */
export interface Reconciled extends Record<Did, number> {
  seen: number;
  failed: number;
  lastError: string | null;
}

/** A drain ends after so many runs; the cron goes on. It lives no longer than what outlives an answer: 30 s. */
const MAX_DRAIN_RUNS = 4;

/** Brings back at once, whatever its age, what waited while D1 writes were off. */
export async function drain(ports: ReconcilePorts, now: number): Promise<void> {
  for (let run = 0; run < MAX_DRAIN_RUNS; run++) {
    const { seen, failed } = await reconcile(ports, now, 0);
    if (seen < MAX_ENTRIES || failed === seen) return;
  }
}

/**
 * Brings back what is left over in the outbox: what D1 holds is deleted, the rest is published again, with growing
 * pauses. Bounded, and safe to run twice at once: both ends of the queue are idempotent. `now` is the trigger's
 * scheduled time, epoch ms. Throws when D1 or KV cannot be read at all; the next run tries again.
 */
export async function reconcile(ports: ReconcilePorts, now: number, minAgeMs = LATE_AFTER_MS): Promise<Reconciled> {
  const done: Reconciled = { seen: 0, republished: 0, stored: 0, homed: 0, failed: 0, lastError: null };
  if (!ports.d1Writes) return done;
  const due = await dueEntries(ports.kv, now, minAgeMs);
  const stored = await storedEntries(ports.db, due);
  done.seen = due.length;
  done.stored = stored.size;
  const ids = [...stored].map(({ event_id }) => event_id);
  // What KV does not delete now the next run finds again; it keeps nothing else from coming home.
  const deleted = await attempt(deleteOutboxEntries(ports.kv, ids));
  if (!deleted.ok) done.lastError = String(deleted.error);
  for (const entry of due.filter((each) => !stored.has(each))) {
    try {
      done[await settleEntry(ports, entry, now)] += 1;
    } catch (error) {
      done.failed += 1;
      done.lastError = String(error);
    }
  }
  return done;
}
