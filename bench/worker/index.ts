import jobledger from '../../src/index.ts';
import { bareLoop, begin, putOldKeys, standing } from './backfill-rounds.ts';
import { faults } from './faults.ts';
import { countingQueue, published, throughQueue } from './journeys.ts';
import { largeRound, planRound, redeliveryRound, rowsOf, storeRound } from './rounds.ts';

export interface BenchEnv extends Env {
  PLAN_DB: D1Database;
}

interface Call {
  round: string;
  jobs: number;
  outbox: string;
  prefix: string;
  to: number;
}

const ROUTES: Record<string, (env: BenchEnv, call: Call) => Promise<unknown>> = {
  '/consumer': (env, { round, jobs, outbox }) => storeRound({ ...env, OUTBOX: outbox }, round, jobs),
  '/redelivered': (env, { round, jobs }) => redeliveryRound(env, round, jobs),
  '/plan': (env, { round, jobs }) => planRound(env.PLAN_DB, round, jobs),
  '/queue': (env, { round, jobs }) => throughQueue(env, round, jobs),
  '/published': (env, { round, jobs }) => published(env, round, jobs),
  '/lone': (env, { round }) => published(env, round, 1),
  '/large': (env, { round, jobs }) => largeRound(env, round, jobs),
  '/rows': (env, { round }) => rowsOf(env.PREDICT_JOBS_DB, round),
  '/old-keys': async ({ ANALYSIS_KV }, { prefix, to }) => putOldKeys(ANALYSIS_KV, prefix, to).then(() => null),
  '/bare-single': ({ ANALYSIS_KV }, { prefix, to }) => bareLoop(ANALYSIS_KV, prefix, to, false),
  '/bare-bulk': ({ ANALYSIS_KV }, { prefix, to }) => bareLoop(ANALYSIS_KV, prefix, to, true),
  '/backfill': (env, { prefix }) => begin(env, prefix),
  '/backfill-standing': (env, { round }) => standing(env.PREDICT_JOBS_DB, round),
};

async function answer(request: Request, env: BenchEnv): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === '/faults') return faults(await request.json());
  const route = ROUTES[pathname];
  if (!route) return new Response(null, { status: 404 });
  const call = {
    round: searchParams.get('round') ?? '',
    jobs: Number(searchParams.get('jobs')),
    outbox: searchParams.get('outbox') ?? 'always',
    prefix: searchParams.get('prefix') ?? '',
    to: Number(searchParams.get('to')),
  };
  return Response.json(await route(env, call));
}

export default { ...jobledger, fetch: answer, queue: countingQueue } satisfies ExportedHandler<BenchEnv>;
