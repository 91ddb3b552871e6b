import { ulid } from 'ulid';
import type { AuditEntry } from '../storage/audit-log.ts';
import type { ApiContext } from './context.ts';

/** The entry of the audit log that says who did this. */
export function auditOf({ actor, now }: ApiContext, action: string, target: string, detail: unknown): AuditEntry {
  const at = now();
  return { id: ulid(at), at: new Date(at).toISOString(), actor: actor?.name ?? '', action, target, detail };
}
