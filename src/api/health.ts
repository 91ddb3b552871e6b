import type { IRequest } from 'itty-router';
import { type HealthAnswer, HealthQuery } from '../../schema/api/health.ts';
import { attempt } from '../domain/attempt.ts';
import { orNull } from '../storage/or-null.ts';
import { pingDatabase, pingKv } from '../storage/ping.ts';
import { queueBacklog } from '../storage/queue-backlog.ts';
import { mayRead } from './auth/guard.ts';
import type { ApiContext, Handler } from './context.ts';
import { parseQuery } from './input.ts';
import { readVitals, type Vitals } from './vitals.ts';

async function answers(store: string, ping: Promise<unknown>): Promise<boolean> {
  const pong = await attempt(ping);
  if (!pong.ok) console.warn(JSON.stringify({ message: `${store} does not answer`, error: String(pong.error) }));
  return pong.ok;
}

/** Whether the bindings answer. A queue can only be asked how much waits on it, and not every platform tells. */
export async function bindingsOf({ env }: ApiContext): Promise<HealthAnswer['bindings']> {
  const [d1, kv] = await Promise.all([
    answers('D1', pingDatabase(env.PREDICT_JOBS_DB)),
    answers('KV', pingKv(env.ANALYSIS_KV)),
  ]);
  const backlog = await queueBacklog(env.JOB_EVENTS);
  return {
    d1,
    kv,
    queue: backlog === null ? null : true,
  };
}

const UNKNOWN = { pipeline: null, metrics: null };

/** The rest is for who may read; nulls while D1 cannot tell. */
async function vitalsOf(request: IRequest, context: ApiContext, days: number): Promise<Vitals | typeof UNKNOWN | null> {
  if (!(await mayRead(request, context))) return null;
  return (await orNull('vitals', readVitals(context, days))) ?? UNKNOWN;
}

/** GET /api/v1/health: to all whether the bindings answer and which flags are in force, to who may read the rest. */
export const health: Handler = async (request, context) => {
  const { days } = parseQuery(HealthQuery, request);
  const [bindings, vitals] = await Promise.all([bindingsOf(context), vitalsOf(request, context, days)]);
  const healthy = Object.values(bindings).every((answer) => answer !== false);
  const body: HealthAnswer = {
    success: healthy,
    status: healthy ? 'ok' : 'degraded',
    bindings,
    flags: await context.flags(),
    ...vitals,
  };
  return Response.json(body, { status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
