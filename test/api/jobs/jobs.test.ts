import { describe, expect, it } from 'vitest';
import type { CoverageAnswer } from '../../../schema/api/coverage.ts';
import type { JobAnswer } from '../../../schema/api/jobs.ts';
import type { StatsAnswer } from '../../../schema/api/stats.ts';
import { get, getJson } from '../../fixtures/api.ts';
import { aResult, someData } from '../../fixtures/events.ts';
import { store, storeLegacy } from '../../fixtures/ledger.ts';

const REPORT = aResult('AAPL', {
  result_type: 'report_snapshot',
  symbol: null,
  report_content: { title: 'Briefing', big: 9007199254740991 },
  html_snapshot: '<h1>Briefing</h1><script>alert(1)</script>',
});

describe('GET /api/v1/jobs/latest', () => {
  it('answers the newest of type, report type and date', async () => {
    await store(
      someData('old'),
      someData('new', [], { executed_at: '2026-01-09T12:00:00.000Z', execution_date: '2026-01-09' }),
      someData('other', [], { executed_at: '2026-01-10T12:00:00.000Z', job_type: 'weekly', report_type: 'weekly' }),
    );
    const key = async (query: string) =>
      (await getJson<{ job: { execution_key: string } }>(`/api/v1/jobs/latest${query}`)).job.execution_key;
    expect(await key('')).toBe('new');
    expect(await key('?date=2026-01-08')).toBe('old');
    expect(await key('?type=weekly&report_type=weekly')).toBe('other');
  });

  it('answers 404 when there is none', async () => {
    const answer = await get('/api/v1/jobs/latest?type=weekly&date=2026-01-08');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ detail: 'There is no job of type weekly of 2026-01-08.' });
  });
});

describe('GET /api/v1/jobs/:id', () => {
  it('answers the job, its results and its snapshot, by id and by key', async () => {
    await store(someData('ext:a/b c#1', [aResult('AAPL'), REPORT]));
    const byKey = await getJson<JobAnswer>(`/api/v1/jobs/${encodeURIComponent('ext:a/b c#1')}`);
    expect(byKey.job).toMatchObject({
      execution_key: 'ext:a/b c#1',
      status: 'success',
      metadata: { source: 'analysis' },
    });
    expect(byKey.results.map(({ ordinal, symbol }) => [ordinal, symbol])).toEqual([
      [0, 'AAPL'],
      [1, null],
    ]);
    expect(byKey.results[0]).not.toHaveProperty('report_content');
    expect(byKey.snapshot).toEqual({
      ordinal: 1,
      result_type: 'report_snapshot',
      content: { title: 'Briefing', big: 9007199254740991 },
      html: true,
    });
    expect(await getJson(`/api/v1/jobs/${String(byKey.job.id)}`)).toEqual(byKey);
  });

  it('shows rows of a legacy producer', async () => {
    await storeLegacy({ job_type: 'prediction', status: 'success', executed_at: '2025-01-01T00:00:00.000Z' });
    expect(await getJson('/api/v1/jobs/1')).toMatchObject({
      job: { id: 1, execution_key: null, metadata: {} },
      snapshot: null,
    });
  });

  it.each(['/999', '/nothing', '/0', '/1e3', '/999/results', '/nothing/snapshot', '/%00'])(
    'answers 4xx for %s',
    async (path) => {
      expect([404, 400]).toContain((await get(`/api/v1/jobs${path}`)).status);
    },
  );

  it('answers 400 for a path that is not percent-encoded', async () => {
    expect((await get('/api/v1/jobs/%E0%A4%A')).status).toBe(400);
  });
});

describe('GET /api/v1/jobs/:id/results and /snapshot', () => {
  it('narrows results to a type', async () => {
    await store(someData('a', [aResult('AAPL'), REPORT]));
    expect(await getJson('/api/v1/jobs/a/results')).toMatchObject({ count: 2 });
    expect(await getJson('/api/v1/jobs/a/results?result_type=report_snapshot')).toMatchObject({
      count: 1,
      results: [{ ordinal: 1 }],
    });
    expect(await getJson('/api/v1/jobs/a/results?result_type=none')).toMatchObject({ count: 0, results: [] });
  });

  it('serves the archived page so that it can run nothing', async () => {
    await store(someData('a', [REPORT]));
    const answer = await get('/api/v1/jobs/a/snapshot', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(await answer.text()).toBe(REPORT.html_snapshot);
    expect(answer.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await getJson('/api/v1/jobs/a/snapshot')).toMatchObject({ snapshot: { content: REPORT.report_content } });
  });

  it('answers 404 for a job that archived none', async () => {
    await store(someData('a'));
    expect((await get('/api/v1/jobs/a/snapshot')).status).toBe(404);
  });
});

describe('GET /api/v1/jobs/stats', () => {
  const day = (date: string) => ({ executed_at: `${date}T15:00:00.000Z`, execution_date: date });

  it.each([
    [
      'day',
      [
        { key: '2026-01-07', executions: 1 },
        { key: '2026-01-08', executions: 2 },
      ],
    ],
    [
      'type',
      [
        { key: 'analysis', executions: 2 },
        { key: 'weekly', executions: 1 },
      ],
    ],
    [
      'status',
      [
        { key: 'failed', executions: 1 },
        { key: 'success', executions: 2 },
      ],
    ],
  ])('counts by %s', async (group_by, groups) => {
    await store(
      someData('a', [], { ...day('2026-01-08'), execution_time_ms: 100 }),
      someData('b', [], { ...day('2026-01-08'), execution_time_ms: null, status: 'failed' }),
      // Executed weeks later for the seventh.
      someData('c', [], {
        ...day('2026-02-20'),
        execution_date: '2026-01-07',
        execution_time_ms: 300,
        job_type: 'weekly',
      }),
      someData('outside', [], day('2026-01-09')),
    );
    const answer = await getJson<StatsAnswer>(`/api/v1/jobs/stats?from=2026-01-01&to=2026-01-08&group_by=${group_by}`);
    expect(answer.total).toEqual({
      executions: 3,
      success: 2,
      partial: 0,
      failed: 1,
      success_rate: 2 / 3,
      average_ms: 200,
      min_ms: 100,
      max_ms: 300,
    });
    expect(answer.groups).toMatchObject(groups);
  });
});

describe('GET /api/v1/jobs/coverage', () => {
  it('holds what is stored against what was expected', async () => {
    const run = (key: string, executed_at: string, change = {}) =>
      someData(key, [], {
        executed_at,
        execution_date: '2026-01-08',
        metadata: { trigger_source: 'cron', source: 'x' },
        ...change,
      });
    await store(
      // 08:31 Eastern, unlabelled; a report labelled intraday, an hour late.
      run('morning', '2026-01-08T13:31:00.000Z'),
      run('midday', '2026-01-08T18:00:00.000Z', { report_type: 'intraday' }),
      run('none of it', '2026-01-08T15:00:00.000Z'),
    );
    const answer = await getJson<CoverageAnswer>('/api/v1/jobs/coverage?from=2026-01-08&to=2026-01-08');
    expect(answer.slots.map(({ slot, state, job }) => [slot, state, job?.execution_key])).toEqual([
      ['pre-market', 'on_time', 'morning'],
      ['intraday', 'late', 'midday'],
      ['end-of-day', 'missed', undefined],
    ]);
    expect(answer).toMatchObject({
      expected: 3,
      counts: { on_time: 1, late: 1, missed: 1 },
      missed: [{ slot: 'end-of-day' }],
    });
  });
});
