import jobledger from '../../src/index.ts';
import { lone, throughQueue } from './journeys.ts';
import { planRound, redeliveryRound, storeRound } from './rounds.ts';

export interface BenchEnv extends Env {
  PLAN_DB: D1Database;
}

interface Call {
  round: string;
  jobs: number;
  outbox: string;
}

const ROUTES: Record<string, (env: BenchEnv, call: Call) => Promise<unknown>> = {
  '/consumer': (env, { round, jobs, outbox }) => storeRound({ ...env, OUTBOX: outbox }, round, jobs),
  '/redelivered': (env, { round, jobs }) => redeliveryRound(env, round, jobs),
  '/plan': (env, { round, jobs }) => planRound(env.PLAN_DB, round, jobs),
  '/queue': (env, { round, jobs }) => throughQueue(env, round, jobs),
  '/lone': (env, { round }) => lone(env, round),
};

async function answer(request: Request, env: BenchEnv): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const route = ROUTES[pathname];
  if (!route) return new Response(null, { status: 404 });
  const call = {
    round: searchParams.get('round') ?? '',
    jobs: Number(searchParams.get('jobs')),
    outbox: searchParams.get('outbox') ?? 'always',
  };
  return Response.json(await route(env, call));
}

export default { ...jobledger, fetch: answer } satisfies ExportedHandler<BenchEnv>;
