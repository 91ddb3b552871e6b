import { describe, expect, it } from 'vitest';
import { gist, read, readOne } from './read.ts';

const KEY = 'analysis_2026-01-08';
const UP = { sentiment: 'up', confidence: 0.5 };

/** JSON that JSON.stringify would not write. */
const readText = (text: string) => read(KEY, text);

describe('numbers that are none', () => {
  it.each([
    ['NaN', null],
    ['Infinity', null],
    ['-Infinity', null],
    ['-0.5', null],
    ['101', null],
    ['1e400', null],
    ['0x1F', null],
    ['１２', null],
    ['0.87abc', null],
    ['1,5', null],
    ['', null],
    ['null', null],
    [' 0.4 ', 0.4],
    ['87 %', 0.87],
    ['0', 0],
    [[0.5], null],
    [{ value: 0.5 }, null],
    [true, null],
  ])('a confidence of %j is %s', (confidence, expected) => {
    const value = { sentiment_signals: { AAPL: { sentiment: 'up', confidence } } };
    expect(gist(readOne(KEY, value))).toEqual([['AAPL', 'bullish', expected]]);
  });

  it('beyond what a double holds are none either, and leave the counts whole', () => {
    const text =
      '{"sentiment_signals":{"AAPL":{"sentiment":"up","confidence":1e400,"news_count":-1e400,"timestamp":1e400}},"total_symbols":1e400,"symbols_failed":-3,"execution_time_ms":-5}';
    const [data] = readText(text).executions;
    expect(data?.execution).toMatchObject({ symbols_processed: 1, symbols_failed: 0, execution_time_ms: null });
    expect(data?.results[0]).toMatchObject({ confidence: null, news_count: null });
  });
});

describe('times that cannot be', () => {
  it.each([
    '2026-02-30T12:00:00Z',
    '2026-01-08T25:00:00Z',
    '2026-01-08T12:61:00Z',
    '2026-01-08T12:00:00+99:00',
    '2026-01-08T12:00:00-15:00',
    '2026-01-08T12:00:00 PST',
    '+012026-01-08T00:00:00Z',
    '1999-12-31T23:59:59Z',
    '2100-01-01T00:00:00Z',
    '2026-01-08',
    1e300,
    -1,
    '1e13',
    { epoch: 1767875400000 },
    ['2026-01-08T12:00:00Z'],
    true,
  ])('%j gives way to the date of the key', (time) => {
    const { execution } = readOne(KEY, { sentiment_signals: { AAPL: UP }, analysis_time: time, timestamp: time });
    expect(execution).toMatchObject({ executed_at: '2026-01-08T05:00:00.000Z', metadata: { time_from: 'date' } });
  });

  it.each([
    ['analysis_0001-01-01', '0001-01-01T05:00:00.000Z', 0],
    ['analysis_1969-12-31_235959', '1970-01-01T04:59:59.000Z', 17_999_000],
    ['analysis_9999-12-31', '9999-12-31T05:00:00.000Z', 253_402_232_400_000],
    // The clocks jump over half past two in March, and show half past one twice in November.
    ['analysis_2026-03-08_023000', '2026-03-08T07:30:00.000Z', 1_772_955_000_000],
    ['analysis_2026-11-01_013000', '2026-11-01T05:30:00.000Z', 1_793_511_000_000],
  ])('%s is at %s', (key, executed_at, revision) => {
    expect(readOne(key, { AAPL: UP }).execution).toMatchObject({ executed_at, revision });
  });
});

describe('names that mean something to the language', () => {
  it('are no symbols, and no way to the prototype', () => {
    const { executions } = readText(
      '{"sentiment_signals":{"__proto__":{"sentiment":"up"},"AAPL":{"sentiment":"up","__proto__":{"confidence":0.9}}}}',
    );
    expect(executions.map(gist)).toEqual([[['AAPL', 'bullish', null]]]);
    expect(executions[0]?.execution.errors).toEqual(['not a symbol, left out: "__proto__"']);
  });

  it('name nobody where symbols are listed', () => {
    const { executions } = read(KEY, { symbols_analyzed: ['__proto__', 'not a symbol'], sentiment_signals: {} });
    expect(executions[0]?.execution).toMatchObject({ status: 'failed', symbols_processed: 2, symbols_successful: 0 });
    expect(executions[0]?.results).toEqual([]);
  });

  it('may label a run', () => {
    const { executions } = readText(
      '{"multiple_executions":{"__proto__":{"symbols":[{"symbol":"A","sentiment":"up"}]}}}',
    );
    expect(executions.map(({ execution }) => execution.execution_key)).toEqual([`kv:${KEY}#__proto__`]);
  });
});

describe('lists, repeated members and torn texts', () => {
  it.each([
    ['the last of two members of one name', '{"AAPL":{"sentiment":"up"},"AAPL":{"sentiment":"down"}}', 'bearish'],
    ['lists in lists', '[[[{"symbol":"AAPL","sentiment":"up"}]]]', 'bullish'],
    ['an entry among other things', '[5,null,"x",[],{"symbol":"AAPL","sentiment":"up"}]', 'bullish'],
    ['a line feed at the end', '{"AAPL":{"sentiment":"up"}}\n\n', 'bullish'],
  ])('are read: %s', (_, text, sentiment) => {
    expect(readText(text).executions.map(gist)).toEqual([[['AAPL', sentiment, null]]]);
  });

  it.each([
    ['two values', '{"AAPL":{"sentiment":"up"}}{}'],
    ['a NUL behind the value', '{"AAPL":{"sentiment":"up"}}\0'],
    ['NaN', '{"AAPL":{"sentiment":"up","confidence":NaN}}'],
    ['a comment', '{"AAPL":{"sentiment":"up"}/* */}'],
    ['a value cut off', '{"AAPL":{"sentiment":"up"'],
  ])('are skipped: %s', (_, text) => {
    expect(readText(text)).toMatchObject({ executions: [], skipped: [{ reason: 'not_json' }] });
  });

  it('give labels of their own to runs of the same time', () => {
    const run = { symbols: [{ symbol: 'A', sentiment: 'up' }] };
    const { executions } = read(KEY, { multiple_executions: { '08:30': run, '8:30': run, '1': run, '?': run } });
    const labels = executions.map(({ execution }) => execution.execution_key.split('#')[1]);
    expect(new Set(labels).size).toBe(4);
    expect(labels).toContain('08:30');
  });
});

describe('values of five megabytes', () => {
  const symbolAt = (i: number): string => `S${i.toString(36).toUpperCase()}`;
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [symbolAt(i), UP]));
  const padding = JSON.stringify({ x: Array.from({ length: 300_000 }, (_, i) => ({ i })) });

  it.each([
    ['a hundred thousand symbols', { sentiment_signals: many(100_000) }, 100_000],
    ['as JSON in a string', JSON.stringify({ sentiment_signals: many(100_000) }), 100_000],
    ['one reason', { sentiment_signals: { AAPL: { ...UP, reasoning: 'x'.repeat(5_000_000) } } }, 1],
    ['a string of JSON where numbers stand', { sentiment_signals: { AAPL: UP }, execution_metrics: padding }, 1],
  ])(
    'are read: %s',
    (_, value, results) => {
      expect(readOne(KEY, value).results).toHaveLength(results);
    },
    60_000,
  );

  it.each([
    ['objects that say nothing', `[${'{},'.repeat(1_600_000)}{}]`],
    ['numbers', `[${'0,'.repeat(2_500_000)}0]`],
    ['brackets', `${'['.repeat(2_500_000)}${']'.repeat(2_500_000)}`],
    ['a string of JSON that holds nothing', JSON.stringify({ data: padding })],
  ])(
    'are skipped: %s',
    (_, text) => {
      expect(readText(text)).toMatchObject({ executions: [], skipped: [{ run: null }] });
    },
    60_000,
  );
});
