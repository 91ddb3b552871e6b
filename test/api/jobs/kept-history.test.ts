import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { HistoryAnswer } from '../../../schema/api/jobs.ts';
import { keptAt, readKeptHistory } from '../../../src/api/jobs/kept-history.ts';
import { addDays } from '../../../src/domain/eastern.ts';
import { normaliseLegacyValue } from '../../../src/domain/legacy/normalise.ts';
import { listKeptJobs } from '../../../src/storage/kept-jobs.ts';
import { get, getJson } from '../../fixtures/api.ts';
import { store } from '../../fixtures/ledger.ts';

/** A value of the compact daily form that ran at noon, by the clock of Greenwich, of some day about its date. */
const value = (symbol: string, date: string, shift = 0): string => {
  const execution_time = Date.parse(`${addDays(date, shift)}T12:00:00.000Z`);
  return JSON.stringify({ date, symbols: [{ symbol, sentiment: 'bullish', confidence: 0.7 }], execution_time });
};

const KEYS = [
  'analysis_2026-01-08',
  'analysis_2026-01-08_123000',
  'analysis_2026-01-08_TSLA',
  'analysis_MSFT_2026-01-07',
];

it('has a value under each grammar of keys, and says what KV cannot have', async () => {
  for (const key of KEYS) await env.ANALYSIS_KV.put(key, value('AAPL', '2026-01-08'));
  await env.ANALYSIS_KV.put('analysis_backup', value('AAPL', '2026-01-08'));
  await env.ANALYSIS_KV.put('flags_d1_reads', 'false');
  const answer = await getJson<HistoryAnswer>('/api/v1/jobs/history');
  expect(answer.jobs.map(({ execution_key }) => execution_key).sort()).toEqual(KEYS.map((key) => `kv:${key}`).sort());
  expect(answer.warnings).toHaveLength(1);
  const warned = async (accept: string) => (await get('/api/v1/jobs/history', { accept })).headers.get('x-warnings');
  const exported = async () => [await warned('text/csv'), await warned('application/x-ndjson')];
  expect(await exported()).toEqual([answer.warnings?.[0], answer.warnings?.[0]]);
  await env.ANALYSIS_KV.delete('flags_d1_reads');
  expect(await exported()).toEqual([null, null]);
  expect((await getJson<HistoryAnswer>('/api/v1/jobs/history')).warnings).toBeUndefined();
});

const oldRun = (key: string) => ({ key: `kv:${key}`, text: '{"symbols_analyzed":["AAPL"],"AAPL":{"sentiment":"up"}}' });

it('has every job of one instant, whichever store gives the next page', async () => {
  const runs = ['A', 'B', 'C', 'D'].map((symbol) => oldRun(`analysis_2026-01-08_${symbol}`));
  for (const { key, text } of [...runs, oldRun('analysis_9999-12-31')]) {
    await env.ANALYSIS_KV.put(key.slice('kv:'.length), text);
    await store(...normaliseLegacyValue(key.slice('kv:'.length), text, { rawSha256: '' }).executions);
  }
  for (const order of ['dkk', 'kkk', 'ddd', 'kdd', 'dkd', 'kdk']) {
    const seen = new Set<string | null>();
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 20; page++) {
      await env.ANALYSIS_KV.put('flags_d1_reads', order[page % order.length] === 'd' ? 'true' : 'false');
      const path: string = `/api/v1/jobs/history?limit=2${cursor && `&cursor=${cursor}`}`;
      const answer: HistoryAnswer = await getJson<HistoryAnswer>(path);
      for (const { execution_key } of answer.jobs) seen.add(execution_key);
      cursor = answer.next_cursor;
    }
    expect([order, cursor, seen.size]).toEqual([order, null, 5]);
  }
});

it('lists the keys of KV once for all pages of an export', async () => {
  const run = { symbols_analyzed: ['AAPL'], AAPL: { sentiment: 'up' } };
  const multiple_executions = Array.from({ length: 1002 }, () => run);
  await env.ANALYSIS_KV.put('analysis_2026-01-08', JSON.stringify({ multiple_executions }));
  await env.ANALYSIS_KV.put('flags_d1_reads', 'false');
  const list = vi.spyOn(env.ANALYSIS_KV, 'list');
  const lines = (await (await get('/api/v1/jobs/history', { accept: 'application/x-ndjson' })).text()).split('\n');
  expect([new Set(lines).size - 1, list.mock.calls.length]).toEqual([1002, 1]);
  list.mockRestore();
});

it('has every job once over its pages, however few values or bytes a page may read', async () => {
  const kv = env.ANALYSIS_KV;
  const day = fc.record({
    offset: fc.integer({ min: 0, max: 40 }),
    symbol: fc.constantFrom('AAPL', 'TSLA', 'MSFT'),
    shift: fc.constantFrom(0, 0, -1, 1, -40, 40),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(day, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 6 }),
      fc.record({ values: fc.integer({ min: 1, max: 6 }), bytes: fc.integer({ min: 1, max: 600 }) }),
      fc.constantFrom({}, { symbol: 'AAPL' }),
      async (days, limit, most, filter) => {
        const old = await kv.list();
        await Promise.all(old.keys.map(({ name }) => kv.delete(name)));
        const wanted = new Map<string, string>();
        for (const { offset, symbol, shift } of days) {
          const date = addDays('2025-11-01', offset);
          await kv.put(`analysis_${date}_${symbol}`, value(symbol, date, shift));
          if (!('symbol' in filter) || symbol === filter.symbol) {
            // What ran at quite another time than its date stands near its date.
            wanted.set(`kv:analysis_${date}_${symbol}`, addDays(date, Math.max(-2, Math.min(2, shift))));
          }
        }
        const kept = await listKeptJobs(kv);
        const seen: string[] = [];
        let after = null;
        do {
          const page: Awaited<ReturnType<typeof readKeptHistory>> = await readKeptHistory(
            kept,
            filter,
            limit,
            after,
            most,
          );
          const last = page.jobs.length === limit ? page.jobs.at(-1) : undefined;
          seen.push(...page.jobs.map(({ execution_key }) => execution_key ?? ''));
          after = last ? { at: keptAt(last), id: null, key: last.execution_key } : page.rest;
        } while (after !== null);
        const dates = seen.map((key) => wanted.get(key) ?? '');
        expect(seen.toSorted()).toEqual([...wanted.keys()].sort());
        expect(dates).toEqual(dates.toSorted().reverse());
      },
    ),
    { numRuns: 40 },
  );
});

it('hands on the cursor of a page once it has read so many bytes, those of unreadable values too', async () => {
  for (let day = 0; day < 12; day++) {
    const date = addDays('2026-01-01', day);
    await env.ANALYSIS_KV.put(`analysis_${date}`, day % 2 === 0 ? value('AAPL', date) : 'x'.repeat(100_000));
  }
  const kept = await listKeptJobs(env.ANALYSIS_KV);
  const pageOf = async (bytes: number) => {
    const { jobs, rest } = await readKeptHistory(kept, {}, 50, null, { values: 1000, bytes });
    return [jobs.length, rest?.at];
  };
  expect(await pageOf(700_000)).toEqual([6, undefined]);
  expect(await pageOf(400_000)).toEqual([2, '2026-01-08T']);
});
