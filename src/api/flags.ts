import { drain } from '../../producers/outbox/reconcile.ts';
import { FlagChange, type FlagOverrides, type FlagsAnswer } from '../../schema/api/flags.ts';
import { flagDefaults } from '../config.ts';
import { type AuditEntry, bringAuditEntryHome, parkAuditEntry } from '../storage/audit-log.ts';
import { changeOverrides, readOverrides } from '../storage/flags.ts';
import { auditOf } from './audit.ts';
import type { ApiContext, Handler } from './context.ts';
import { NoQuery, parseBody, parseQuery } from './input.ts';

const MAX_BODY_BYTES = 1024;

function answer({ config }: ApiContext, overrides: FlagOverrides | null): Response {
  const defaults = flagDefaults(config);
  const body: FlagsAnswer = { success: true, flags: { ...defaults, ...overrides }, defaults, overrides };
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
}

/** GET /api/v1/flags */
export const showFlags: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  return answer(context, await readOverrides(context.env.ANALYSIS_KV));
};

/** What a change of flags sets in motion besides: its record goes home, and what waited for D1 goes on. */
async function afterChange({ env, now }: ApiContext, audit: AuditEntry, d1Writes: boolean, on: boolean): Promise<void> {
  if (!d1Writes) return; // the record waits with everything else
  const db = env.PREDICT_JOBS_DB;
  const kv = env.ANALYSIS_KV;
  await bringAuditEntryHome(db, kv, audit);
  if (on) await drain({ db, kv, queue: env.JOB_EVENTS, d1Writes }, now());
}

/**
 * PUT /api/v1/flags: takes effect within a minute. The record of it is laid into the outbox first, for the brake must
 * work while D1 does not.
 */
export const changeFlags: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const change = await parseBody(FlagChange, request, MAX_BODY_BYTES);
  const { env, config, after } = context;
  const overrides = await changeOverrides(env.ANALYSIS_KV, change);
  const audit = auditOf(context, 'flags.change', 'flags', { change, overrides });
  const [parked] = await Promise.allSettled([parkAuditEntry(env.ANALYSIS_KV, audit)]);
  if (parked.status === 'rejected') {
    console.error(JSON.stringify({ message: 'audit entry not parked', audit, error: String(parked.reason) }));
  }
  const { d1_writes } = { ...flagDefaults(config), ...overrides };
  after(afterChange(context, audit, d1_writes, change.d1_writes !== undefined));
  return answer(context, overrides);
};
