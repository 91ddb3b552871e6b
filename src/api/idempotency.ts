import type { IRequest } from 'itty-router';
import * as z from 'zod';
import { IdempotencyKey } from '../../schema/api/parameters.ts';
import { Json } from '../../schema/primitives.ts';
import { canonicalJson, sha256Hex } from '../domain/content-hash.ts';
import { freeIdempotencyKey, type KnownRequest, keepAnswer, takeIdempotencyKey } from '../storage/idempotency.ts';
import { actorName } from './audit.ts';
import type { ApiContext } from './context.ts';
import { badParameter } from './input.ts';
import { Problem } from './problem.ts';

/** Whoever took a key and has not answered by then is gone. */
const PATIENCE_MS = 60_000;

/** An answer that can be given again. */
export interface Answer {
  status: number;
  body: Json;
}
const Answer = z.object({ status: z.int(), body: Json });

const respond = ({ status, body }: Answer, again = false): Response =>
  Response.json(body, {
    status,
    headers: { 'cache-control': 'no-store', ...(again && { 'idempotent-replayed': 'true' }) },
  });

/** An idempotency key as it was given; null without one, a 400 for one that is wrong. */
export function checkIdempotencyKey(given: string | null): string | null {
  if (given === null) return null;
  const parsed = IdempotencyKey.safeParse(given);
  if (!parsed.success) throw badParameter('Idempotency-Key', parsed.error.issues[0]?.message ?? 'is wrong');
  return parsed.data;
}

/** The `Idempotency-Key` of a request; null without one. */
export const idempotencyKeyOf = (request: IRequest): string | null =>
  checkIdempotencyKey(request.headers.get('idempotency-key'));

function repeat(known: KnownRequest, fingerprint: string): Response {
  if (known.request !== fingerprint) {
    throw new Problem(
      422,
      'idempotency-key-reused',
      'Key used before',
      'This Idempotency-Key came with another request.',
    );
  }
  if (known.answer === null) {
    const detail = 'The first request with this Idempotency-Key is still being worked on.';
    throw new Problem(409, 'in-progress', 'In progress', detail, [], { 'retry-after': '5' });
  }
  return respond(Answer.parse(JSON.parse(known.answer)), true);
}

/**
 * Does `work` once for each `Idempotency-Key` of a caller: the same request again gets the same answer and does
 * nothing, another one with the same key is a 422. A request that failed may come again. Kept for a day, in D1, where
 * of two at once one wins.
 */
export async function once(
  request: IRequest,
  context: ApiContext,
  input: unknown,
  work: () => Promise<Answer>,
): Promise<Response> {
  const { env, now } = context;
  const given = idempotencyKeyOf(request);
  if (given === null) return respond(await work());
  const key = `${actorName(context)} ${given}`;
  const fingerprint = await sha256Hex(canonicalJson([request.method, new URL(request.url).pathname, input]));
  const moment = { at: new Date(now()).toISOString(), stale: new Date(now() - PATIENCE_MS).toISOString() };
  const known = await takeIdempotencyKey(env.PREDICT_JOBS_DB, key, fingerprint, moment);
  if (known) return repeat(known, fingerprint);
  const [done] = await Promise.allSettled([work()]);
  if (done.status === 'rejected') {
    await Promise.allSettled([freeIdempotencyKey(env.PREDICT_JOBS_DB, key)]);
    throw done.reason;
  }
  await keepAnswer(env.PREDICT_JOBS_DB, key, JSON.stringify(done.value));
  return respond(done.value);
}
