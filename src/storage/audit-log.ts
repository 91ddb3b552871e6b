/** Who did what to what. `actor` is a scope and the fingerprint of a key, never the key. */
export interface AuditEntry {
  at: string;
  actor: string;
  action: string;
  target: string;
  detail: unknown;
}

const INSERT = 'INSERT INTO audit_log (at, actor, action, target, detail) VALUES (?1, ?2, ?3, ?4, ?5)';

export const insertAuditEntry = (db: D1Database, entry: AuditEntry): D1PreparedStatement =>
  db.prepare(INSERT).bind(entry.at, entry.actor, entry.action, entry.target, JSON.stringify(entry.detail));
