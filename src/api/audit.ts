import { type AuditEntry, auditEntry } from '../storage/audit-log.ts';
import type { ApiContext } from './context.ts';

/** Who asks, as the audit log names them; nothing where reading is open to all. */
export const actorName = ({ actor }: Pick<ApiContext, 'actor'>): string => actor?.name ?? '';

/** The entry of the audit log that says who did this. */
export const auditOf = (context: ApiContext, action: string, target: string, detail: unknown): AuditEntry =>
  auditEntry({ at: context.now(), actor: actorName(context), action, target, detail });
