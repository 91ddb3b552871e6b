import { describe, expect, it } from 'vitest';
import { get } from '../fixtures/api.ts';

const LONG = 'x'.repeat(2000);
const INJECTION = `' OR 1=1; DROP TABLE job_executions --`;

/** Values that each kind of parameter must refuse: wrong type, empty, negative, huge, injection. */
const WRONG = {
  label: ['', ' ', 'a b', 'ü', '<b>', INJECTION, LONG, '\0'],
  date: [
    '',
    'today',
    '-1',
    '20260108',
    '2026-02-30',
    '2026-1-8',
    '2026-01-08T00:00:00Z',
    '99999-01-01',
    INJECTION,
    LONG,
  ],
  limit: ['', 'ten', '0', '-1', '1.5', '1e2', ' 5', '201', '9'.repeat(40), INJECTION],
  status: ['', 'ok', 'SUCCESS', 'failure', '1', INJECTION, LONG],
  symbol: ['', 'A B', 'SEVENTEEN-LETTERS', '<b>', 'Ü', 'ß', 'ı', INJECTION, LONG],
  cursor: ['', '!', 'AAAA', 'bnVsbA', 'WyJhIiwxXQ', INJECTION, LONG],
  grouping: ['', 'week', 'DAY', '1', INJECTION, LONG],
  moment: ['', 'today', '-1', '2026-02-30', '2026-01-08T25:00:00Z', '2026-01-08T12:00:00', INJECTION, LONG],
  week: ['', 'today', '2026-W60', '2026-W1', '2026-02-30', '9999-W99', INJECTION, LONG],
  stale: ['', '1', 'yes', 'TRUE', INJECTION, LONG],
  days: ['', '0', '-1', '1.5', '91', '9'.repeat(40), INJECTION],
  cause: ['', LONG],
  prefix: [LONG],
} as const;

const range = { from: 'date', to: 'date' } as const;
const page = { limit: 'limit', cursor: 'cursor' } as const;

const ROUTES: Record<string, Record<string, keyof typeof WRONG>> = {
  '/api/v1/jobs/history': {
    type: 'label',
    status: 'status',
    report_type: 'label',
    symbol: 'symbol',
    trigger: 'label',
    ...range,
    ...page,
  },
  '/api/v1/jobs/latest': { type: 'label', report_type: 'label', date: 'date' },
  '/api/v1/jobs/1': {},
  '/api/v1/jobs/1/results': { result_type: 'label' },
  '/api/v1/jobs/1/snapshot': {},
  '/api/v1/jobs/stats': { ...range, group_by: 'grouping' },
  '/api/v1/jobs/coverage': { ...range },
  '/api/v1/symbols': { ...page },
  '/api/v1/symbols/AAPL': { type: 'label', ...range, ...page },
  '/api/v1/reports/pre-market': { date: 'date', stale: 'stale' },
  '/api/v1/reports/weekly': { date: 'week', stale: 'stale' },
  '/api/v1/dead-letters': {
    status: 'status',
    reason: 'status',
    type: 'label',
    cause: 'cause',
    from: 'moment',
    to: 'moment',
    group_by: 'grouping',
    ...page,
  },
  '/api/v1/backfills': { ...page },
  '/api/v1/backfills/01KEFQ4RG0ABCDEFGHJKMNPQRS': {},
  '/api/v1/backfills/01KEFQ4RG0ABCDEFGHJKMNPQRS/keys': { outcome: 'status', ...page },
  '/api/v1/verify': { prefix: 'prefix', ...range, ...page },
  '/api/v1/health': { days: 'days' },
  '/api/v1/flags': {},
  '/api/v1/session': {},
  '/metrics': {},
};

const cases = Object.entries(ROUTES).flatMap(([path, parameters]) =>
  Object.entries(parameters).map(([name, kind]) => ({ path, name, kind })),
);

async function refusal(path: string): Promise<unknown> {
  const answer = await get(path);
  const problem = await answer.json<{ status: number; errors?: { parameter?: string }[] }>();
  return { status: answer.status, parameters: [...new Set(problem.errors?.map(({ parameter }) => parameter))] };
}

describe('a bad parameter is a 400 that names it', () => {
  it.each(cases)('$path $name', async ({ path, name, kind }) => {
    for (const value of WRONG[kind]) {
      const query = `${path}?${name}=${encodeURIComponent(value)}`;
      expect(await refusal(query), query.slice(0, 200)).toEqual({ status: 400, parameters: [name] });
    }
  });

  it('given twice', async () => {
    for (const { path, name } of cases) {
      const query = `${path}?${name}=a&${name}=a`;
      expect(await refusal(query), query).toEqual({ status: 400, parameters: [name] });
    }
  });

  it('that a route does not know', async () => {
    for (const path of Object.keys(ROUTES)) {
      for (const name of ['offset', 'Limit', '__proto__', 'limit[]', '']) {
        const query = `${path}?${encodeURIComponent(name)}=1`;
        expect(await refusal(query), query).toEqual({ status: 400, parameters: [name] });
      }
    }
  });

  it.each([
    ['/api/v1/jobs/history?from=2026-01-09&to=2026-01-08', 'from'],
    ['/api/v1/jobs/stats?from=2020-01-01&to=2026-01-08', 'from'],
    ['/api/v1/jobs/coverage?from=2025-01-01&to=2026-01-08', 'from'],
    ['/api/v1/symbols/AAPL?from=2026-01-09&to=2026-01-08', 'from'],
    ['/api/v1/symbols/%3Cscript%3E', 'symbol'],
    [`/api/v1/jobs/${LONG}`, 'id'],
  ])('%s', async (path, parameter) => {
    expect(await refusal(path)).toEqual({ status: 400, parameters: [parameter] });
  });
});
