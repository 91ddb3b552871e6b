import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, get, KEYS } from '../fixtures/api.ts';
import { aDeadEvent } from '../fixtures/dead-letters.ts';
import { aResult, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

/** Tables that grow with every job; the others hold a row an hour or a backfill. */
const GROWING = [
  'job_executions',
  'scheduled_job_results',
  'dead_letters',
  'backfill_keys',
  'audit_log',
  'symbol_predictions',
  'daily_analysis',
];

const FILTERS = [
  'type=analysis',
  'status=failed',
  'report_type=pre-market',
  'trigger=cron',
  'symbol=AAPL',
  'from=2026-01-01',
  'to=2026-01-31',
];

const DEAD_FILTERS = ['status=open', 'reason=malformed', 'type=analysis', 'cause=x', 'from=2026-01-01'];

const ULID = '01KEFQ4RG0ABCDEFGHJKMNPQRS';

/** Every combination of filters, each without and with a cursor, and every other way of asking. */
const requests = (cursorOf: (path: string) => string) => [
  ...Array.from({ length: 2 ** FILTERS.length }, (_, bits) =>
    FILTERS.filter((__, place) => (bits >> place) & 1).join('&'),
  ).map((query) => `/api/v1/jobs/history?limit=1&${query}`),
  cursorOf('/api/v1/jobs/history?limit=1'),
  cursorOf('/api/v1/jobs/history?limit=1&type=analysis'),
  cursorOf('/api/v1/jobs/history?limit=1&symbol=AAPL'),
  '/api/v1/jobs/latest',
  '/api/v1/jobs/latest?type=weekly&report_type=weekly&date=2026-01-08',
  '/api/v1/jobs/1',
  '/api/v1/jobs/a',
  '/api/v1/jobs/1/results?result_type=analysis_detail',
  '/api/v1/jobs/a/snapshot',
  ...['day', 'type', 'status'].map((by) => `/api/v1/jobs/stats?group_by=${by}`),
  '/api/v1/jobs/coverage',
  '/api/v1/symbols',
  cursorOf('/api/v1/symbols?limit=1'),
  '/api/v1/symbols/AAPL?type=analysis&from=2026-01-01',
  cursorOf('/api/v1/symbols/AAPL?limit=1'),
  ...['pre-market', 'intraday', 'end-of-day', 'weekly'].map((type) => `/api/v1/reports/${type}`),
  ...['pre-market', 'weekly'].map((type) => `/api/v1/reports/${type}?date=2026-01-08&stale=true`),
  '/api/v1/health?days=7',
  '/metrics',
  ...Array.from({ length: 2 ** DEAD_FILTERS.length }, (_, bits) =>
    DEAD_FILTERS.filter((__, place) => (bits >> place) & 1).join('&'),
  ).flatMap((query) => [`/api/v1/dead-letters?limit=1&${query}`, `/api/v1/dead-letters?group_by=cause&${query}`]),
  cursorOf('/api/v1/dead-letters?limit=1'),
  `/api/v1/dead-letters/${ULID}`,
  '/api/v1/backfills',
  `/api/v1/backfills/${ULID}`,
  `/api/v1/backfills/${ULID}/keys`,
  `/api/v1/backfills/${ULID}/keys?outcome=pending`,
  '/api/v1/verify?from=2026-01-01&to=2026-01-31',
];

const cursors = new Map<string, string>();

async function withCursor(path: string): Promise<string> {
  const { next_cursor } = await (await get(path)).json<{ next_cursor: string }>();
  return `${path}&cursor=${next_cursor}`;
}

/** What changes something, in an order in which each can be done; `id` is of a dead letter. */
const changes = (id: string): [path: string, method: string, body?: object, headers?: Record<string, string>][] => [
  ['/api/v1/jobs', 'POST', { job_type: 'a' }],
  ['/api/v1/jobs', 'POST', { job_type: 'a', executed_at: '2026-01-08T12:00:00Z' }, { 'idempotency-key': 'k' }],
  ['/api/v1/sentiment/analysis', 'POST', { symbols: ['AAPL'] }],
  ['/api/v1/dead-letters/replay', 'POST', { filter: { reason: 'malformed', type: 'a' }, dry_run: true }],
  ['/api/v1/dead-letters/replay', 'POST', { filter: {}, limit: 1 }, { 'idempotency-key': 'k' }],
  [`/api/v1/dead-letters/${id}/replay`, 'POST', { dry_run: true }],
  [`/api/v1/dead-letters/${id}/replay`, 'POST', {}],
  [`/api/v1/dead-letters/${id}/discard`, 'POST', {}],
  [`/api/v1/dead-letters/${id}/restore`, 'POST', {}],
  ['/api/v1/backfills', 'POST', {}],
  [`/api/v1/backfills/${ULID}/cancel`, 'POST', {}],
  [`/api/v1/backfills/${ULID}/resume`, 'POST', {}],
  ['/api/v1/verify/heal', 'POST', { keys: ['analysis_2026-01-08'] }],
  ['/api/v1/flags', 'PUT', { kv_writes: false }],
];

async function issueStatements(): Promise<string[]> {
  await aDeadEvent('dead-1');
  const dead = await aDeadEvent('dead-2');
  await env.ANALYSIS_KV.put('analysis_2026-01-08', '{"symbols_analyzed":["AAPL"],"AAPL":{"sentiment":"bullish"}}');
  await store(someData('a'), someData('b', [aResult('AAPL', { report_content: {}, html_snapshot: '' })]));
  const paged = [
    '/api/v1/jobs/history?limit=1',
    '/api/v1/jobs/history?limit=1&type=analysis',
    '/api/v1/jobs/history?limit=1&symbol=AAPL',
    '/api/v1/symbols?limit=1',
    '/api/v1/symbols/AAPL?limit=1',
    '/api/v1/dead-letters?limit=1',
  ];
  for (const path of paged) cursors.set(path, await withCursor(path));
  const prepare = vi.spyOn(env.PREDICT_JOBS_DB, 'prepare');
  for (const path of requests((each) => cursors.get(each) ?? each)) {
    for (const accept of path.includes('snapshot') ? ['application/json', 'text/html'] : ['application/json']) {
      const answer = await get(path, { accept });
      expect([200, 404], `${path} ${answer.status}`).toContain(answer.status);
    }
  }
  const sent = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  const sends = [vi.spyOn(env.JOB_EVENTS, 'send'), vi.spyOn(env.JOB_EVENTS, 'sendBatch')];
  for (const send of sends) send.mockResolvedValue(sent);
  for (const [path, method, body, headers] of changes(dead.id)) {
    const answer = await call(path, { method, key: KEYS.admin, body, headers });
    expect([200, 202, 404, 409], `${path} ${answer.status}`).toContain(answer.status);
  }
  for (const send of sends) send.mockRestore();
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))];
  prepare.mockRestore();
  return statements;
}

let issued: Promise<string[]> | null = null;

/** Their plans depend on no rows: asked for once. */
const issuedStatements = (): Promise<string[]> => (issued ??= issueStatements());

async function planOf(sql: string): Promise<string[]> {
  const parameters = Math.max(0, ...[...sql.matchAll(/\?(\d+)/g)].map(([, number]) => Number(number)));
  const { results } = await env.PREDICT_JOBS_DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .bind(...Array.from({ length: parameters }, () => null))
    .all<{ detail: string }>();
  return results.map(({ detail }) => detail);
}

/** The names under which a statement reads growing tables. */
function growing(sql: string): Set<string> {
  const found = sql.matchAll(new RegExp(`\\b(?:FROM|JOIN)\\s+(${GROWING.join('|')})\\b(?:\\s+AS\\s+(\\w+))?`, 'g'));
  return new Set([...found].flatMap(([, table = '', alias]) => [alias ?? table]));
}

/** Dead letters are listed in the order of an index, which is walked until the page is full, and counted by cause. */
const LIST_OF_DEAD = /^SCAN dead_letters USING INDEX dead_letters_by_(time|cause)/;

describe('every statement that the API issues', () => {
  afterEach(() => vi.restoreAllMocks());

  it('finds its rows by an index and sorts no page of the history', async () => {
    const statements = await issuedStatements();
    expect(statements.filter((sql) => sql.includes('page(')).length).toBeGreaterThanOrEqual(3);
    for (const sql of statements) {
      const plan = await planOf(sql);
      const scanned = plan
        .filter((step) => !LIST_OF_DEAD.test(step))
        .flatMap((step) => /^SCAN (\S+)/.exec(step)?.[1] ?? []);
      expect(
        scanned.filter((name) => growing(sql).has(name)),
        sql,
      ).toEqual([]);
      if (sql.includes('page('))
        expect(
          plan.filter((step) => step.includes('TEMP B-TREE')),
          sql,
        ).toEqual([]);
    }
  });

  it('reads the history without a filter in the order of time, from its index', async () => {
    const [sql = ''] = (await issuedStatements()).filter((each) => each.includes('executed_at = ?1 AND id < ?2'));
    const plan = await planOf(sql);
    expect(plan.filter((step) => /^SEARCH|TEMP B-TREE/.test(step))).toEqual([
      'SEARCH job_executions USING INDEX idx_job_executions_executed_at (executed_at=? AND rowid<?)',
      'SEARCH job_executions USING INDEX idx_job_executions_executed_at (executed_at<?)',
    ]);
  });

  it('reads the facets from the index instead of working them out', async () => {
    const statements = await issuedStatements();
    const leaps = (await Promise.all(statements.filter((sql) => sql.includes('kinds(facets)')).map(planOf))).flat();
    const byFacets = leaps.filter((step) => step.includes('job_executions_by_facets (<expr>>?)'));
    expect(byFacets.length).toBeGreaterThan(0);
    for (const step of byFacets) expect(step).toContain('USING COVERING INDEX');
  });
});
