import * as z from 'zod';
import { healKeys, healPage, type VerifyPosition, type VerifyRange, verifyPage } from '../../producers/verify.ts';
import {
  type HealAnswer,
  HealInput,
  VERIFY_OUTCOMES,
  VERIFY_PAGE,
  type VerifyAnswer,
  type VerifyEntry,
  VerifyQuery,
} from '../../schema/api/verify.ts';
import { ANALYSIS_PREFIX } from '../../schema/primitives.ts';
import { insertAuditEntry } from '../storage/audit-log.ts';
import { auditOf } from './audit.ts';
import type { ApiContext, Handler } from './context.ts';
import { NoQuery, parseBody, parseQuery } from './input.ts';
import { decodeCursor, encodeCursor, nextLink, type Selection } from './paging.ts';
import { answerJson } from './respond.ts';
import { askD1 } from './stores.ts';
import { startTiming } from './timing.ts';
import { writingPorts } from './writing-ports.ts';

const MAX_BODY_BYTES = 100_000;

const Position = z.union([
  z.strictObject({ kv: z.string().nullable() }),
  z.strictObject({ d1: z.string().nullable() }),
]);
const START: VerifyPosition = { kv: null };

const selectionOf = (filter: VerifyRange): Selection => ({ route: 'verify', filter });

const cursorOf = (range: VerifyRange, next: VerifyPosition | null): Promise<string> | null =>
  next === null ? null : encodeCursor(selectionOf(range), next);

const countsOf = (entries: readonly VerifyEntry[]): VerifyAnswer['counts'] => {
  const counts = Object.fromEntries(VERIFY_OUTCOMES.map((outcome) => [outcome, 0])) as VerifyAnswer['counts'];
  for (const { outcome } of entries) counts[outcome] += 1;
  return counts;
};

/** GET /api/v1/verify */
export const verify: Handler = async (request, context) => {
  const timing = startTiming();
  const { prefix, from = null, to = null, limit, cursor } = parseQuery(VerifyQuery, request);
  const range = { prefix, from, to };
  const position = (await decodeCursor(selectionOf(range), Position, cursor)) ?? START;
  const { entries, next } = await askD1(context, timing, (db) =>
    verifyPage({ db, kv: context.env.ANALYSIS_KV }, range, position, limit),
  );
  const next_cursor = await cursorOf(range, next);
  const body: VerifyAnswer = { success: true, counts: countsOf(entries), entries, next_cursor };
  return answerJson(request, timing, body, nextLink(request.url, next_cursor));
};

async function recordHeal(context: ApiContext, selection: unknown, sent: number): Promise<void> {
  if (sent === 0) return;
  const entry = auditOf(context, 'verify.heal', 'kv', { selection, sent });
  await insertAuditEntry(context.env.PREDICT_JOBS_DB, entry).run();
}

/** POST /api/v1/verify/heal */
export const heal: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const {
    keys,
    prefix = ANALYSIS_PREFIX,
    from = null,
    to = null,
    limit,
    cursor,
  } = await parseBody(HealInput, request, MAX_BODY_BYTES);
  const range = { prefix, from, to };
  const position = (await decodeCursor(selectionOf(range), Position, cursor)) ?? START;
  const ports = await writingPorts(context);
  const healed = keys
    ? { entries: await healKeys(ports, keys), next: null }
    : await healPage(ports, range, position, limit ?? VERIFY_PAGE);
  await recordHeal(context, keys ?? range, healed.entries.length);
  const body: HealAnswer = {
    success: true,
    sent: healed.entries.length,
    entries: healed.entries,
    next_cursor: await cursorOf(range, healed.next),
  };
  return Response.json(body, { status: 202 });
};
