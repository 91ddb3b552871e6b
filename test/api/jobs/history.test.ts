import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import type { HistoryAnswer } from '../../../schema/api/jobs.ts';
import { encodeCursor } from '../../../src/api/paging.ts';
import { get, getJson } from '../../fixtures/api.ts';
import { aResult, NOON, someData } from '../../fixtures/events.ts';
import { store, storeLegacy } from '../../fixtures/ledger.ts';

const HISTORY = '/api/v1/jobs/history';
const MINUTE = 60_000;

const at = (minutes: number) => ({ executed_at: new Date(NOON + minutes * MINUTE).toISOString() });
const keysOf = ({ jobs }: HistoryAnswer) => jobs.map((job) => job.execution_key);

describe('GET /api/v1/jobs/history', () => {
  it('answers newest first, says where from, and links to the next page', async () => {
    await store(...[0, 1, 2].map((i) => someData(`run-${i}`, [], at(i))));
    const first = await get(`${HISTORY}?limit=2&type=analysis`);
    const page = await first.json<HistoryAnswer>();
    expect(page).toMatchObject({ success: true, count: 2, source: 'd1' });
    expect(keysOf(page)).toEqual(['run-2', 'run-1']);
    expect(first.headers.get('server-timing')).toMatch(/^d1;dur=[\d.]+, total;dur=[\d.]+$/);
    const next = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
    expect(next).toBe(`${HISTORY}?limit=2&type=analysis&cursor=${page.next_cursor}`);
    const last = await getJson<HistoryAnswer>(next);
    expect(keysOf(last)).toEqual(['run-0']);
    expect(last.next_cursor).toBeNull();
  });

  it.each([
    ['type=weekly', ['b']],
    ['status=failed', ['c']],
    ['report_type=pre-market', ['d']],
    ['symbol=msft', ['e']],
    ['trigger=cron', ['f']],
    ['from=2026-02-02', ['g']],
    ['to=2026-01-08&type=analysis&status=success&trigger=manual&symbol=TSLA', ['d', 'a']],
  ])('narrows to %s', async (query, keys) => {
    await store(
      someData('a'),
      someData('b', [], { job_type: 'weekly', ...at(1) }),
      someData('c', [], { status: 'failed', ...at(2) }),
      someData('d', undefined, { report_type: 'pre-market', ...at(3) }),
      someData('e', [aResult('MSFT')], at(4)),
      someData('f', [], { metadata: { trigger_source: 'cron', source: 'x' }, ...at(5) }),
      someData('g', [], { execution_date: '2026-02-02', executed_at: '2026-02-02T15:00:00.000Z' }),
    );
    expect(keysOf(await getJson<HistoryAnswer>(`${HISTORY}?${query}`))).toEqual(keys);
  });

  it('refuses a cursor of another filter, of another route, and one it never gave out', async () => {
    await store(someData('a'), someData('b'));
    const { next_cursor } = await getJson<HistoryAnswer>(`${HISTORY}?limit=1&type=analysis`);
    for (const path of [
      `${HISTORY}?limit=1&cursor=${next_cursor}`,
      `${HISTORY}?type=analysis&status=success&cursor=${next_cursor}`,
      `/api/v1/symbols/AAPL?type=analysis&cursor=${next_cursor}`,
      `${HISTORY}?cursor=WzEsMl0`,
      `${HISTORY}?cursor=!`,
    ]) {
      const answer = await get(path);
      expect(answer.status).toBe(400);
      expect((await answer.json<{ errors: unknown[] }>()).errors).toMatchObject([{ parameter: 'cursor' }]);
    }
    expect((await get(`${HISTORY}?type=analysis&limit=7&cursor=${next_cursor}`)).status).toBe(200);
  });

  it('answers 304 to who has the same content already', async () => {
    await store(someData('a'));
    const etag = (await get(HISTORY)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    const again = await get(HISTORY, { 'if-none-match': `"x", ${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect((await get(HISTORY, { 'if-none-match': etag.slice('W/'.length) })).status).toBe(304);
    await store(someData('b'));
    expect((await get(HISTORY, { 'if-none-match': etag })).status).toBe(200);
  });

  it('exports the whole selection as CSV that no spreadsheet runs', async () => {
    const errors = ['=HYPERLINK("http://x")', 'two\nlines'];
    await store(
      ...Array.from({ length: 1001 }, (_, i) => someData(`run-${i}`, [], at(i))),
      someData('@SUM(1)', [], { status: 'failed', ...at(-1), errors }),
    );
    const answer = await get(HISTORY, { accept: 'text/csv' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const text = await answer.text();
    expect(text.split('\r\n')).toHaveLength(1 + 1002 + 1);
    expect(text.split('\r\n')[0]).toMatch(/^id,execution_key,job_type,/);
    expect(text.split('\r\n')[1]).toContain(',run-1000,analysis,');
    expect(text).toContain(`,'@SUM(1),analysis,`);
    expect(text).toContain(`,"[""=HYPERLINK(\\""http://x\\"")"",""two\\nlines""]",`);
  });

  it('exports text that a spreadsheet would run after an apostrophe', async () => {
    const first = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    for (const each of first) {
      await storeLegacy({ job_type: `${each}x`, status: 'success', executed_at: '2026-01-08T12:00:00.000Z' });
    }
    const text = await (await get(HISTORY, { accept: 'text/csv' })).text();
    for (const each of first) expect(text).toContain(/[\r\n]/.test(each) ? `,"'${each}x",` : `,'${each}x,`);
  });

  it('breaks an export off when D1 fails half-way, rather than to go on with what KV has', async () => {
    await store(...Array.from({ length: 1001 }, (_, i) => someData(`run-${i}`, [], at(i))));
    const prepare = env.PREDICT_JOBS_DB.prepare.bind(env.PREDICT_JOBS_DB);
    const spied = vi.spyOn(env.PREDICT_JOBS_DB, 'prepare');
    spied.mockImplementationOnce(prepare).mockImplementation(() => {
      throw new Error('D1_ERROR: D1 DB is overloaded.');
    });
    const answer = await get(HISTORY, { accept: 'application/x-ndjson' });
    expect([answer.status, answer.headers.get('x-source')]).toEqual([200, 'd1']);
    await expect(answer.text()).rejects.toThrow('D1 cannot be read');
    vi.restoreAllMocks();
  });

  it('reads no further for a client that left an export', async () => {
    await store(...Array.from({ length: 2500 }, (_, i) => someData(`run-${i}`, [], at(i))));
    const prepare = vi.spyOn(env.PREDICT_JOBS_DB, 'prepare');
    const body = (await get(HISTORY, { accept: 'text/csv' })).body?.getReader();
    await body?.read();
    await body?.cancel();
    const pages = () => prepare.mock.calls.filter(([sql]) => sql.includes('executed_at < ?1')).length;
    const read = pages();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([read < 3, pages()]).toEqual([true, read]);
    vi.restoreAllMocks();
  });

  it('answers JSON to who accepts anything, however they put it', async () => {
    for (const accept of ['*', '*; q=.2, */*; q=.2', 'text/html, */*;q=0.1', 'APPLICATION/JSON;version=2']) {
      expect((await get(HISTORY, { accept })).headers.get('content-type'), accept).toBe('application/json');
    }
  });

  it('takes a place that nobody gave out for a place, whichever store answers', async () => {
    const places = [
      { at: '', id: null, key: null },
      { at: 'zzzz', id: 1, key: null },
      { at: '9999-99-99', id: 1, key: 'x' },
      { at: '\ud800\u0000', id: -1, key: null },
    ];
    const cursors = await Promise.all(places.map((place) => encodeCursor({ route: 'history', filter: {} }, place)));
    const statuses = () =>
      Promise.all(cursors.map(async (cursor) => (await get(`${HISTORY}?cursor=${cursor}`)).status));
    await env.ANALYSIS_KV.put('analysis_2026-01-08', 'no JSON');
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    await env.ANALYSIS_KV.put('flags_d1_reads', 'false');
    expect(await statuses()).toEqual([200, 200, 200, 200]);
  });

  it('exports NDJSON, no more than the limit asks for', async () => {
    await store(...[0, 1, 2].map((i) => someData(`run-${i}`, [], at(i))));
    const lines = (await (await get(`${HISTORY}?limit=2`, { accept: 'application/x-ndjson' })).text()).split('\n');
    expect(lines.slice(0, 2).map((line) => (JSON.parse(line) as { execution_key: string }).execution_key)).toEqual([
      'run-2',
      'run-1',
    ]);
    expect(lines.slice(2)).toEqual(['']);
  });

  it('shows a row of others that holds text for numbers, as statistics and coverage do', async () => {
    await store(someData('a'));
    await env.PREDICT_JOBS_DB.prepare(
      `INSERT INTO job_executions (job_type, report_type, status, execution_date, executed_at, execution_time_ms,
         symbols_processed, symbols_failed, success_rate, revision)
       VALUES ('analysis', 'intraday', 'success', '2026-01-08', '2026-01-08T17:00:00.000Z', 'fast', 'n/a', 1.5, '85 %', 'x')`,
    ).run();
    const { source, jobs } = await getJson<HistoryAnswer>(HISTORY);
    expect([
      source,
      jobs.map((job) => [job.execution_time_ms, job.symbols_processed, job.success_rate, job.revision]),
    ]).toEqual([
      'd1',
      [
        [null, null, null, null],
        [45_000, 2, 1, NOON],
      ],
    ]);
    for (const route of ['stats', 'coverage']) {
      expect((await get(`/api/v1/jobs/${route}?from=2026-01-08&to=2026-01-08`)).status, route).toBe(200);
    }
  });

  it('shows a row of others that holds bytes for text, as every other route does', async () => {
    await store(someData('a'));
    const row = await env.PREDICT_JOBS_DB.prepare(
      `INSERT INTO job_executions (job_type, report_type, status, execution_date, executed_at, errors, metadata,
         created_at, content_hash)
       VALUES ('analysis', 'intraday', 'success', '2026-01-08', '2026-01-08T17:00:00.000Z', CAST('timed out é' AS BLOB),
         CAST('{"model":"m"}' AS BLOB), x'ff', x'') RETURNING id`,
    ).first<{ id: number }>();
    const { source, jobs } = await getJson<HistoryAnswer>(HISTORY);
    const [job, other] = jobs;
    expect([source, other?.execution_key]).toEqual(['d1', 'a']);
    expect(job).toMatchObject({
      errors: ['timed out é'],
      metadata: { model: 'm' },
      created_at: null,
      content_hash: '',
    });
    expect(await getJson(`/api/v1/jobs/${row?.id}`)).toMatchObject({ job });
    expect(await getJson('/api/v1/jobs/latest')).toMatchObject({ job: { id: row?.id } });
    for (const path of ['jobs/stats', 'jobs/coverage', 'jobs/history?trigger=cron', 'reports/intraday', 'symbols']) {
      expect((await get(`/api/v1/${path}`)).status, path).toBe(200);
    }
    expect(await (await get(HISTORY, { accept: 'text/csv' })).text()).toContain('timed out é');
  });

  it('answers 406 to who wants neither', async () => {
    expect((await get(HISTORY, { accept: 'image/png' })).status).toBe(406);
  });
});
