import { describe, expect, it } from 'vitest';
import type { SymbolAnswer, SymbolsAnswer } from '../../schema/api/symbols.ts';
import type { Result } from '../../schema/result.ts';
import { get, getJson } from '../fixtures/api.ts';
import { aResult, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

const on = (day: number) => ({
  executed_at: `2026-01-${String(day).padStart(2, '0')}T15:00:00.000Z`,
  execution_date: `2026-01-${String(day).padStart(2, '0')}`,
});

const said = (sentiment: Result['sentiment']) => [aResult('AAPL', { sentiment })];

describe('GET /api/v1/symbols/:symbol', () => {
  const series = [
    said('bullish'),
    said('neutral'),
    said('bearish'),
    said('bearish'),
    [aResult('AAPL', { sentiment: null, error: 'no news' })],
  ];

  it('tells what runs said of a symbol, newest first, with its flips', async () => {
    await store(
      ...series.map((results, i) => someData(`run-${i}`, results, on(i + 1))),
      someData('other', [aResult('TSLA')]),
    );
    const answer = await getJson<SymbolAnswer>('/api/v1/symbols/aapl');
    expect(answer).toMatchObject({ symbol: 'AAPL', count: 5, flips: 1, next_cursor: null });
    expect(answer.points.map(({ sentiment, change, flip }) => [sentiment, change, flip])).toEqual([
      [null, 'incomplete', null],
      ['bearish', 'consistent', null],
      ['bearish', 'shifted', { from: 'bullish', to: 'bearish' }],
      ['neutral', 'shifted', null],
      ['bullish', null, null],
    ]);
  });

  it('marks the same flips whatever the page size', async () => {
    await store(...series.map((results, i) => someData(`run-${i}`, results, on(i + 1))));
    const whole = await getJson<SymbolAnswer>('/api/v1/symbols/AAPL');
    const paged = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: SymbolAnswer = await getJson(`/api/v1/symbols/AAPL?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.points);
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(whole.points);
  });

  it('narrows to a type and to dates', async () => {
    await store(
      someData('a', said('bullish'), on(1)),
      someData('b', said('bearish'), { ...on(2), job_type: 'weekly' }),
    );
    const count = async (query: string) => (await getJson<SymbolAnswer>(`/api/v1/symbols/AAPL?${query}`)).count;
    expect(await count('type=weekly')).toBe(1);
    expect(await count('to=2026-01-01')).toBe(1);
    expect(await count('from=2026-01-03')).toBe(0);
  });

  it.each(['%3Cb%3E', 'TOO-LONG-FOR-A-SYMBOL', '%20'])('refuses %s', async (symbol) => {
    expect((await get(`/api/v1/symbols/${symbol}`)).status).toBe(400);
  });
});

describe('GET /api/v1/symbols', () => {
  it('lists symbols with what was last said of each, in pages', async () => {
    await store(
      someData('new', [aResult('TSLA', { sentiment: 'bearish' }), aResult('MSFT')], on(9)),
      someData('old', [aResult('AAPL'), aResult('TSLA')], { ...on(1), job_type: 'weekly' }),
    );
    const first = await getJson<SymbolsAnswer>('/api/v1/symbols?limit=2');
    expect(first.symbols.map(({ symbol, latest }) => [symbol, latest.execution_key])).toEqual([
      ['AAPL', 'old'],
      ['MSFT', 'new'],
    ]);
    const second = await getJson<SymbolsAnswer>(`/api/v1/symbols?limit=2&cursor=${String(first.next_cursor)}`);
    expect(second).toMatchObject({
      symbols: [{ symbol: 'TSLA', latest: { sentiment: 'bearish' } }],
      next_cursor: null,
    });
  });
});
