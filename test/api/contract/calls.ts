import { type Call, call, KEYS } from '../../fixtures/api.ts';
import { awayDatabase, awayKv } from '../../fixtures/away.ts';
import { backfillWorld, seedLegacy } from '../../fixtures/backfills.ts';
import { aDeadEvent } from '../../fixtures/dead-letters.ts';
import { aResult, someData } from '../../fixtures/events.ts';
import { store } from '../../fixtures/ledger.ts';

/** How a test calls an operation: with what is not said, its document's example is sent. */
export interface Asked extends Call {
  /** Values of the path's parameters. */
  path?: Record<string, string>;
  query?: string;
  /** Makes what the call needs, and may say more of it. */
  before?: () => Promise<Partial<Asked> | undefined>;
  status?: number;
}

const stored = async () => {
  const report = aResult('AAPL', {
    symbol: null,
    result_type: 'report_snapshot',
    report_content: {},
    html_snapshot: '<p>',
  });
  await store(someData('job-1', [aResult('AAPL'), aResult('TSLA', { error: 'x', sentiment: null }), report]));
  await store(someData('job-2'));
  return undefined;
};
const none = { path: { id: 'none' } };
const job = { path: { id: 'job-1' }, before: stored };

const dead = async (): Promise<Partial<Asked>> => ({ path: { id: (await aDeadEvent('dead-1')).id } });
const discarded = async (): Promise<Partial<Asked>> => {
  const { path } = await dead();
  await call(`/api/v1/dead-letters/${path?.['id'] ?? ''}/discard`, { method: 'POST', key: KEYS.admin });
  return { path };
};

const listed = async (): Promise<Partial<Asked>> => {
  await seedLegacy(30);
  const world = backfillWorld();
  const { id } = await world.start();
  await world.drain();
  return { path: { id } };
};
const running = async (): Promise<Partial<Asked>> => ({ path: { id: (await backfillWorld().start()).id } });
const cancelled = async (): Promise<Partial<Asked>> => {
  const { path } = await running();
  await call(`/api/v1/backfills/${path?.['id'] ?? ''}/cancel`, { method: 'POST', key: KEYS.admin });
  return { path };
};

const signedIn = async (): Promise<Partial<Asked>> => {
  const answer = await call('/api/v1/session', { method: 'POST', body: { key: KEYS.read } });
  return { headers: { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-jobledger': '1' } };
};

const as = (type: string) => ({ headers: { accept: type } });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const page: Asked[] = [
  { status: 200, query: '?date=2026-01-08', before: stored },
  { status: 401, headers: { authorization: 'none' } },
  { status: 400, query: '?date=yesterday' },
];
const pageSignIn: Asked[] = [
  { status: 303, headers: FORM, body: `key=${KEYS.read}` },
  { status: 401, headers: FORM, body: 'key=wrong' },
  { status: 415, body: '{}' },
  { status: 400, headers: FORM, body: new Uint8Array([0xff]) },
  { status: 413, headers: FORM, body: 'x'.repeat(5000) },
  { status: 403, headers: { ...FORM, origin: 'https://evil.example' }, body: `key=${KEYS.read}` },
];

const noStores = { PREDICT_JOBS_DB: awayDatabase(), ANALYSIS_KV: awayKv() };

/** A limiter that refuses. */
export const ONE_TOO_MANY: RateLimit = { limit: () => Promise.resolve({ success: false }) };

/** Every operation by its id, with the answers to it that are worth a look. */
export const CALLS: Readonly<Record<string, Asked[]>> = {
  postJob: [
    { status: 202 },
    { status: 400, body: { job_type: '' } },
    { status: 413, body: { job_type: 'a', results: [{ reasoning: 'x'.repeat(2_000_000) }] } },
    {
      status: 422,
      headers: { 'idempotency-key': 'k' },
      body: { job_type: 'a', executed_at: '2026-01-08T00:00:00Z' },
      before: async () => {
        await store(someData('ext:k'));
        return undefined;
      },
    },
  ],
  listJobs: [
    { status: 200, query: '?limit=1', before: stored },
    { status: 200, ...as('text/csv'), before: stored },
    { status: 200, ...as('application/x-ndjson'), before: stored },
    { status: 406, ...as('image/png') },
    { status: 400, query: '?limit=0' },
    { status: 503, env: noStores },
  ],
  getLatestJob: [
    { status: 200, before: stored },
    { status: 404, query: '?type=none' },
  ],
  getStats: [{ status: 200, query: '?from=2026-01-01&to=2026-01-31', before: stored }],
  getCoverage: [{ status: 200, query: '?from=2026-01-08&to=2026-01-09', before: stored }],
  getJob: [
    { status: 200, ...job },
    { status: 404, ...none },
  ],
  getJobResults: [
    { status: 200, ...job },
    { status: 404, ...none },
  ],
  getJobSnapshot: [
    { status: 200, ...job },
    { status: 200, ...job, ...as('text/html') },
    { status: 404, ...none },
    { status: 406, ...as('image/png') },
  ],
  runAnalysis: [{ status: 202 }, { status: 413, body: 'x'.repeat(2_000_000) }],
  runAnalysisByGet: [{ status: 202, query: '?symbols=AAPL' }],
  listSymbols: [{ status: 200, query: '?limit=1', before: stored }],
  getSymbol: [{ status: 200, before: stored }],
  getReport: [
    { status: 200, path: { type: 'pre-market' }, query: '?date=2026-01-08', before: stored },
    { status: 200, path: { type: 'intraday' }, query: '?date=2026-01-08', before: stored },
    { status: 200, path: { type: 'end-of-day' }, query: '?date=2026-01-08', before: stored },
    { status: 200, path: { type: 'weekly' }, query: '?date=2026-W02&stale=true', before: stored },
    { status: 404, path: { type: 'monthly' } },
  ],
  listDeadLetters: [
    { status: 200, before: dead },
    { status: 200, query: '?group_by=cause', before: dead },
  ],
  getDeadLetter: [{ status: 200, before: dead }, { status: 404 }],
  replayDeadLetters: [
    { status: 200, before: dead },
    { status: 202, body: { filter: {} }, before: dead },
    { status: 409, body: { filter: {} }, env: { ENABLE_D1_WRITES: 'false' } },
    { status: 429, body: { filter: {} }, env: { RATE_LIMIT: ONE_TOO_MANY } },
    {
      status: 422,
      headers: { 'idempotency-key': 'k' },
      body: { filter: {}, limit: 1 },
      before: async () => {
        const first = { body: { filter: {} }, headers: { 'idempotency-key': 'k' } };
        await call('/api/v1/dead-letters/replay', { method: 'POST', key: KEYS.admin, ...first });
        return undefined;
      },
    },
  ],
  replayDeadLetter: [
    { status: 200, before: dead },
    { status: 202, body: {}, before: dead },
    { status: 422, body: { edited_body: { specversion: '1.0' } }, before: dead },
    { status: 409, body: {}, before: discarded },
    { status: 404, body: {} },
    { status: 429, body: {}, env: { RATE_LIMIT: ONE_TOO_MANY }, before: dead },
  ],
  discardDeadLetter: [{ status: 200, before: dead }, { status: 404 }, { status: 409, before: discarded }],
  restoreDeadLetter: [{ status: 200, before: discarded }, { status: 404 }],
  startBackfill: [{ status: 202 }, { status: 409, env: { ENABLE_D1_WRITES: 'false' } }],
  listBackfills: [{ status: 200, before: listed }],
  getBackfill: [{ status: 200, before: listed }, { status: 404 }],
  listBackfillKeys: [{ status: 200, query: '?limit=5', before: listed }, { status: 404 }],
  cancelBackfill: [{ status: 202, before: running }, { status: 404 }, { status: 409, before: listed }],
  resumeBackfill: [{ status: 202, before: cancelled }, { status: 404 }],
  verify: [{ status: 200, before: listed }],
  heal: [{ status: 202, body: {}, before: listed }],
  getHealth: [{ status: 200 }, { status: 503, env: noStores }],
  getMetrics: [{ status: 200, before: stored }],
  getFlags: [{ status: 200 }],
  changeFlags: [{ status: 200 }, { status: 400, body: {} }],
  getSession: [{ status: 200 }, { status: 200, before: signedIn }],
  signIn: [
    { status: 200, body: { key: KEYS.read } },
    { status: 401, body: { key: 'wrong' } },
    { status: 403, headers: { origin: 'https://evil.example' }, body: { key: KEYS.read } },
  ],
  signOut: [
    { status: 200, before: signedIn },
    { status: 403, before: async () => ({ headers: { cookie: (await signedIn()).headers?.['cookie'] ?? '' } }) },
  ],
  getOpenApi: [{ status: 200 }],
  getDocs: [{ status: 200 }],
  preMarketPage: page,
  preMarketPageSignIn: pageSignIn,
  intradayPage: page,
  intradayPageSignIn: pageSignIn,
  endOfDayPage: page,
  endOfDayPageSignIn: pageSignIn,
  weeklyPage: page,
  weeklyPageSignIn: pageSignIn,
};
