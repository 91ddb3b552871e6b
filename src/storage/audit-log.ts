import { ulid } from 'ulid';
import { deleteOutboxEntries, putOutboxEntry } from './outbox.ts';
import { parkedText } from './parked.ts';

/** Who did what to what. `actor` is a scope and the fingerprint of a key, or a person's address; never a key. */
export interface AuditEntry {
  /** A ULID, given once: a second try to write the entry adds nothing. */
  id: string;
  at: string;
  actor: string;
  action: string;
  target: string;
  detail: unknown;
}

/** The entry that says who did this, and when (`at`, epoch ms). */
export const auditEntry = (did: Omit<AuditEntry, 'id' | 'at'> & { at: number }): AuditEntry => ({
  ...did,
  id: ulid(did.at),
  at: new Date(did.at).toISOString(),
});

const COLUMNS = 'INSERT INTO audit_log (id, at, actor, action, target, detail)';
const INSERT = `${COLUMNS} VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING`;
const INSERT_IF_CHANGED = `${COLUMNS} SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE changes() > 0`;

const bound = (db: D1Database, sql: string, entry: AuditEntry): D1PreparedStatement =>
  db.prepare(sql).bind(entry.id, entry.at, entry.actor, entry.action, entry.target, JSON.stringify(entry.detail));

export const insertAuditEntry = (db: D1Database, entry: AuditEntry): D1PreparedStatement => bound(db, INSERT, entry);

/** For a batch: writes the entry if the statement before it changed a row. */
export const insertAuditEntryIfChanged = (db: D1Database, entry: AuditEntry): D1PreparedStatement =>
  bound(db, INSERT_IF_CHANGED, entry);

/** Lays the entry where the reconciler finds it, whatever D1 does. */
export const parkAuditEntry = (kv: KVNamespace, entry: AuditEntry): Promise<void> =>
  putOutboxEntry(kv, entry.id, parkedText({ kind: 'audit', entry }));

/** Brings a parked entry home at once; if D1 refuses, it stays parked. */
export async function bringAuditEntryHome(db: D1Database, kv: KVNamespace, entry: AuditEntry): Promise<void> {
  await insertAuditEntry(db, entry).run();
  await deleteOutboxEntries(kv, [entry.id]);
}
