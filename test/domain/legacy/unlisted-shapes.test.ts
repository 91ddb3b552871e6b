import { describe, expect, it } from 'vitest';
import { gist, read, readOne } from './read.ts';

const KEY = 'analysis_2026-01-08';
const AAPL = { sentiment: 'up', confidence: 0.8 };
const TSLA = { sentiment: 'down', confidence: 0.6 };
const BOTH = [
  ['AAPL', 'bullish', 0.8],
  ['TSLA', 'bearish', 0.6],
];
const LIST = [
  { symbol: 'AAPL', ...AAPL },
  { symbol: 'TSLA', ...TSLA },
];

describe('results under other names', () => {
  it.each([
    ['a map under an unknown name', { scores: { AAPL, TSLA } }],
    ['a list under an unknown name', { outcome: LIST }],
    ['a list with tickers for symbols', { outcome: LIST.map(({ symbol, ...rest }) => ({ ticker: symbol, ...rest })) }],
    ['a nested map', { day: { report: { by_symbol: { AAPL, TSLA } } } }],
    ['maps side by side', { tech: { AAPL }, cars: { TSLA } }],
    ['a list in a string', { outcome: JSON.stringify(LIST) }],
    ['entries in strings', { scores: { AAPL: JSON.stringify(AAPL), TSLA: JSON.stringify(TSLA) } }],
    ['a list at the top', LIST],
    ['a map at the top', { AAPL, TSLA }],
    ['a list of maps at the top', [{ AAPL }, { TSLA }]],
    ['an envelope', { success: true, data: { sentiment_signals: { AAPL, TSLA } } }],
    ['envelopes in one another', { data: { result: { symbols: LIST } } }],
    ['a whole value in a string', JSON.stringify(JSON.stringify({ trading_signals: { AAPL, TSLA } }))],
    ['a container in a string', { trading_signals: JSON.stringify({ AAPL, TSLA }) }],
    ['the same entries twice', { top_signals: LIST.slice(0, 1), all_signals: LIST }],
    [
      'bare words and numbers as text',
      {
        sentiment_signals: {
          AAPL: { sentiment: 'up', confidence: '80%' },
          TSLA: { sentiment: 'down', confidence: '0.6' },
        },
      },
    ],
  ])('are found: %s', (_, value) => {
    expect(gist(readOne(KEY, value))).toEqual(BOTH);
  });

  it('come with the times that stand beside the envelope', () => {
    const { execution } = readOne(KEY, { timestamp: '2026-01-08T12:00:00Z', data: { symbols: LIST } });
    expect(execution.executed_at).toBe('2026-01-08T12:00:00.000Z');
  });

  it('may be bare words', () => {
    const value = { sentiment_signals: { AAPL: 'up', TSLA: 'skipped', MSFT: null } };
    expect(gist(readOne(KEY, value))).toEqual([
      ['AAPL', 'bullish', null],
      ['TSLA', 'failed', null],
      ['MSFT', 'failed', null],
    ]);
  });

  it('are believed in the order of the old readers, each place for the symbols that those before it lack', () => {
    const value = {
      symbols_analyzed: ['AAPL', 'TSLA', 'MSFT'],
      symbols: [
        { symbol: 'AAPL', sentiment: 'down' },
        { symbol: 'NVDA', sentiment: 'down' },
      ],
      sentiment_signals: { AAPL, MSFT: null },
      trading_signals: { TSLA },
    };
    expect(gist(readOne(KEY, value))).toEqual([
      ['AAPL', 'bullish', 0.8],
      ['TSLA', 'bearish', 0.6],
      ['NVDA', 'bearish', null],
      ['MSFT', 'failed', null],
    ]);
  });

  it('may tell more than once of a symbol: every row is kept, the symbol counted once', () => {
    const { execution, results } = readOne(KEY, [...LIST, { symbol: 'AAPL', sentiment: 'failed' }]);
    expect(results).toHaveLength(3);
    expect(execution).toMatchObject({ status: 'success', symbols_processed: 2, symbols_successful: 2 });
  });

  it('may be runs in a list, each an execution', () => {
    const runs = [{ symbols: LIST, time: '08:30' }, { symbols: LIST }];
    expect(read(KEY, runs).executions.map(({ execution }) => execution.execution_key)).toEqual([
      `kv:${KEY}#08:30`,
      `kv:${KEY}#1`,
    ]);
    expect(readOne(KEY, runs.slice(0, 1)).execution.execution_key).toBe(`kv:${KEY}`);
  });
});

describe('what only looks like results', () => {
  it.each([
    ['an empty object', {}],
    ['a number', 42],
    ['null', null],
    ['a list of numbers', [1, 2, 3]],
    ['a verdict that names no symbol', AAPL],
    ['opinions of models', { models: { GPT: AAPL, BERT: TSLA } }],
    ['words in lower case', { sections: { market: AAPL, economy: TSLA } }],
    ['news with a sentiment', { articles: [{ symbol: 'AAPL', sentiment: 'up', title: 't' }] }],
    ['symbols without a verdict', { positions: [{ symbol: 'AAPL', quantity: 5 }] }],
    ['a count of symbols', { total_symbols: 5 }],
  ])('is skipped: %s', (_, value) => {
    expect(read(KEY, value)).toMatchObject({ executions: [], skipped: [{ reason: 'unknown_shape', run: null }] });
  });

  it('is not mistaken for a symbol inside a map of symbols', () => {
    const value = {
      sentiment_signals: { AAPL, generated_at: '2026-01-08', summary: { text: 'calm' }, confidence: 0.5 },
    };
    expect(gist(readOne(KEY, value))).toEqual([['AAPL', 'bullish', 0.8]]);
  });
});
