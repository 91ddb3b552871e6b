import * as z from 'zod';
import { type AuditEntry, insertAuditEntryIfChanged } from './audit-log.ts';
import { dropCopy, placeEdit } from './dead-letter-bodies.ts';
import { appendToHistory } from './dead-letter-history.ts';

/**
 * What changes a dead letter's status: each only from the status it expects, so that of two at once one wins, and
 * each with its entry in the audit log, in the same transaction.
 *
 *   open -> replayed -> resolved (by the consumer, with the rows)     open -> discarded -> open
 */

const CLAIM = `
UPDATE dead_letters SET status = 'replayed', replay_count = replay_count + 1, replayed_at = ?2,
  edited_body = CASE WHEN ?5 THEN ?6 ELSE edited_body END, edited_ref = CASE WHEN ?5 THEN ?7 ELSE edited_ref END,
  ${appendToHistory("json_object('at', ?2, 'action', 'replayed', 'by', ?3, 'edited', CASE WHEN ?5 THEN json('true') END)")}
WHERE id IN (SELECT value FROM json_each(?1)) AND status = 'open' AND replay_count < ?4
RETURNING id, replay_count`;

export interface ReplayClaim {
  ids: readonly string[];
  /** The JSON text to send instead of the original; for one id. */
  edit: string | null;
  maxReplays: number;
  audit: AuditEntry;
}

const EDIT_REF = 'SELECT edited_ref FROM dead_letters WHERE id = ?1';
const EditRow = z.object({ edited_ref: z.string().nullable() });

const IdRow = z.object({ id: z.string() });
const ClaimedRow = IdRow.extend({ replay_count: z.int() });

/** Takes open letters for a replay, each of them for one caller only; returns the ids taken with their replay count. */
export async function claimReplays(
  db: D1Database,
  kv: KVNamespace,
  { ids, edit, maxReplays, audit }: ReplayClaim,
): Promise<Map<string, number>> {
  const [only = ''] = ids;
  const { edited_body, edited_ref } =
    edit === null ? { edited_body: null, edited_ref: null } : await placeEdit(kv, only, edit);
  const [before, claimed] = await db.batch([
    db.prepare(EDIT_REF).bind(only),
    db
      .prepare(CLAIM)
      .bind(JSON.stringify(ids), audit.at, audit.actor, maxReplays, edit === null ? 0 : 1, edited_body, edited_ref),
    insertAuditEntryIfChanged(db, audit),
  ]);
  const taken = z.array(ClaimedRow).parse(claimed?.results);
  const standing = EditRow.optional().parse(before?.results[0])?.edited_ref ?? null;
  // Of the edit that stood there and the new one, one is nobody's now.
  if (edit !== null && standing !== edited_ref) await dropCopy(kv, taken.length > 0 ? standing : edited_ref);
  return new Map(taken.map(({ id, replay_count }) => [id, replay_count]));
}

const RELEASE = `
UPDATE dead_letters SET status = 'open', replay_count = replay_count - 1, replayed_at = NULL,
  ${appendToHistory("json_object('at', ?3, 'action', 'not_sent')")}
WHERE id = ?1 AND status = 'replayed' AND replay_count = ?2`;

/** Gives a taken letter back: nothing was sent. */
export async function releaseReplay(db: D1Database, id: string, replayCount: number, at: string): Promise<void> {
  await db.prepare(RELEASE).bind(id, replayCount, at).run();
}

const move = (from: string, to: string, action: string): string => `
UPDATE dead_letters SET status = '${to}', replayed_at = NULL,
  ${appendToHistory(`json_object('at', ?2, 'action', '${action}', 'by', ?3, 'note', ?4)`)}
WHERE id = ?1 AND status IN (${from})`;

const DISCARD = move("'open'", 'discarded', 'discarded');
const RESTORE = move("'discarded', 'replayed'", 'open', 'restored');

async function moved(db: D1Database, sql: string, id: string, note: string | null, audit: AuditEntry) {
  const [update] = await db.batch([
    db.prepare(sql).bind(id, audit.at, audit.actor, note),
    insertAuditEntryIfChanged(db, audit),
  ]);
  return (update?.meta.changes ?? 0) > 0;
}

/** Lays an open letter aside; false when it is not open (or is not there). */
export const discardDeadLetter = (db: D1Database, id: string, note: string | null, audit: AuditEntry) =>
  moved(db, DISCARD, id, note, audit);

/** Opens a discarded letter again, or one whose replay nobody wants to wait for; false when it is neither. */
export const restoreDeadLetter = (db: D1Database, id: string, note: string | null, audit: AuditEntry) =>
  moved(db, RESTORE, id, note, audit);

const REOPEN = `
UPDATE dead_letters SET status = 'open', replayed_at = NULL,
  ${appendToHistory("json_object('at', ?1, 'action', 'reopened')")}
WHERE status = 'replayed' AND replayed_at < ?2`;

/** Opens what was replayed before `before` (an instant) and never came back; returns how many. */
export async function reopenLostReplays(db: D1Database, before: string, at: string): Promise<number> {
  const { meta } = await db.prepare(REOPEN).bind(at, before).run();
  return meta.changes;
}

const DONE_WITH = `
SELECT id, body_ref, edited_ref FROM dead_letters
WHERE status = 'resolved' AND (body_ref IS NOT NULL OR edited_ref IS NOT NULL) AND resolved_at < ?1
ORDER BY resolved_at LIMIT 100`;

const FORGET = `
UPDATE dead_letters SET body_ref = NULL, edited_ref = NULL
WHERE id IN (SELECT value FROM json_each(?1)) AND status = 'resolved' RETURNING id`;

const RefsRow = IdRow.extend({ body_ref: z.string().nullable(), edited_ref: z.string().nullable() });

/** Deletes the copies in KV of what was resolved before `before` (an instant); returns how many letters had one. */
export async function forgetResolvedBodies(db: D1Database, kv: KVNamespace, before: string): Promise<number> {
  const { results } = await db.prepare(DONE_WITH).bind(before).all();
  if (results.length === 0) return 0;
  const letters = z.array(RefsRow).parse(results);
  const ids = JSON.stringify(letters.map(({ id }) => id));
  const forgotten = await db.prepare(FORGET).bind(ids).all();
  const gone = new Set(forgotten.results.map((row) => IdRow.parse(row).id));
  const keys = letters
    .filter(({ id }) => gone.has(id))
    .flatMap((row) => [row.body_ref ?? [], row.edited_ref ?? []].flat());
  await Promise.all(keys.map((key) => kv.delete(key)));
  return gone.size;
}
