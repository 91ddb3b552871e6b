import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { get } from '../fixtures/api.ts';
import { aResult, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

const REQUESTS = 5000;

const word = fc.oneof(
  fc.constantFrom(
    'analysis',
    'failed',
    'success',
    'AAPL',
    'cron',
    '2026-01-08',
    '2026-01-09',
    '0001-01-01',
    '9999-12-31',
    '1',
    '50',
    'day',
    'report_snapshot',
    '2026-W02',
    'true',
    'cause',
    'analysis_',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', '%', '%E0%A4%A', '../..', '\0', 'é', '🙂', '-1', '9007199254740993', '1e309'),
);

const parameter = fc.tuple(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        'type',
        'status',
        'report_type',
        'symbol',
        'trigger',
        'from',
        'to',
        'limit',
        'cursor',
        'date',
        'group_by',
        'result_type',
        'stale',
        'days',
        'prefix',
        'cause',
        'reason',
        'outcome',
      ),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  ),
  word,
);

// Encoded as a client would, or not: both reach the router.
const part = fc
  .tuple(word, fc.boolean())
  .map(([text, raw]) => (raw ? text.replace(/[\s#?\\]/g, '') : encodeURIComponent(text.toWellFormed())));

const path = fc.oneof(
  fc.constantFrom(
    '/api/v1/jobs/history',
    '/api/v1/jobs/latest',
    '/api/v1/jobs/stats',
    '/api/v1/jobs/coverage',
    '/api/v1/symbols',
    '/api/v1/jobs/1',
    '/api/v1/jobs/1/results',
    '/api/v1/jobs/1/snapshot',
    '/api/v1/symbols/AAPL',
    '/api/v1/reports/intraday',
    '/api/v1/reports/weekly',
    '/api/v1/dead-letters',
    '/api/v1/backfills',
    '/api/v1/verify',
    '/api/v1/health',
    '/weekly-review',
  ),
  part.map((each) => `/api/v1/jobs/${each}`),
  part.map((each) => `/api/v1/jobs/${each}/snapshot`),
  part.map((each) => `/api/v1/symbols/${each}`),
  part.map((each) => `/api/v1/${each}`),
);

const accept = fc.constantFrom(
  'application/json',
  'text/csv',
  'application/x-ndjson',
  'text/html',
  '*/*',
  'text/*;q=0.5, */*;q=x',
  '',
  ',;q',
);

describe('whatever is asked', () => {
  it(`is never answered by a 5xx, in ${REQUESTS} generated requests`, async () => {
    await store(someData('a'), someData('b', [aResult('AAPL', { html_snapshot: '<p>', report_content: {} })]));
    await fc.assert(
      fc.asyncProperty(path, fc.array(parameter, { maxLength: 3 }), accept, async (to, query, type) => {
        const search = query.map(
          ([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
        );
        const answer = await get(`${to}?${search.join('&')}`, { accept: type });
        await answer.arrayBuffer();
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: REQUESTS },
    );
  }, 300_000);
});
