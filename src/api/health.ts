import { pingDatabase, pingKv } from '../storage/ping.ts';
import type { Handler } from './context.ts';
import { NoQuery, parseQuery } from './input.ts';

/** GET /api/v1/health: open to all, so it tells only whether the bindings answer. */
export const health: Handler = async (request, { env, flags }) => {
  parseQuery(NoQuery, request);
  const [d1, kv] = await Promise.allSettled([pingDatabase(env.PREDICT_JOBS_DB), pingKv(env.ANALYSIS_KV)]);
  const bindings = { d1: d1.status === 'fulfilled', kv: kv.status === 'fulfilled' };
  const healthy = bindings.d1 && bindings.kv;
  return Response.json(
    { success: healthy, status: healthy ? 'ok' : 'degraded', bindings, flags: await flags() },
    { status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
};
