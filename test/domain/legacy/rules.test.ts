import { describe, expect, it } from 'vitest';
import { gist, read, readOne } from './read.ts';

const KEY = 'analysis_2026-01-08';
const good = { sentiment: 'up', confidence: 0.8 };
const entry = (fields: unknown) => readOne(KEY, { sentiment_signals: { AAPL: fields } });

describe('a failed symbol', () => {
  it.each([
    ['its sentiment is skipped', { sentiment: 'skipped', confidence: 0.5 }],
    ['its sentiment is failed', { sentiment_analysis: { sentiment: 'FAILED', confidence: 0.5 } }],
    ['its sentiment is error', { sentiment: 'error', confidence: 0.5 }],
    ['its status says so', { ...good, status: 'failed' }],
    ['it says so', { ...good, success: false }],
    ['it carries an error', { ...good, error: 'timeout' }],
    ['it holds nothing', { news_count: 3 }],
    ['it is null', null],
    ['it is a number', 7],
  ])('is known because %s; its confidence is null', (_, fields) => {
    const { execution, results } = entry(fields);
    expect(execution.status).toBe('failed');
    expect(results).toMatchObject([
      { symbol: 'AAPL', sentiment: null, confidence: null, error: expect.any(String) as unknown },
    ]);
  });

  it.each([
    [{ ...good, error: { message: 'rate limited', code: 429 } }, 'rate limited'],
    [{ ...good, error: { code: 429 } }, '{"code":429}'],
    [{ sentiment: 'failed', failure_reason: 'no news' }, 'no news'],
    [{ sentiment: 'failed' }, 'stored with a failed sentiment'],
  ])('keeps its reason: %j', (fields, error) => {
    expect(entry(fields).results[0]?.error).toBe(error);
  });

  it('may be named among the failed ones only', () => {
    const value = { sentiment_signals: { AAPL: good }, failed_symbols: ['TSLA'] };
    expect(gist(readOne(KEY, value))).toEqual([
      ['AAPL', 'bullish', 0.8],
      ['TSLA', 'failed', null],
    ]);
  });
});

describe('absent and unreadable values', () => {
  it.each([
    [{ sentiment: 'bullish' }, { sentiment: 'bullish', confidence: null }, undefined],
    [{ sentiment: 'strong_buy', confidence: 0.9 }, { sentiment: null, confidence: 0.9 }, { sentiment: 'strong_buy' }],
    [{ sentiment: 'up', confidence: 'high' }, { confidence: null }, { sentiment: 'up', confidence: 'high' }],
    [{ sentiment: 'bullish', confidence: 250 }, { confidence: null }, { confidence: 250 }],
    [{ sentiment: 'bullish', confidence: 87 }, { confidence: 0.87 }, { confidence: 87 }],
    [{ sentiment: 'bullish', confidence: 0 }, { confidence: 0 }, undefined],
    [{ sentiment: 'n/a', direction: 'UP' }, { sentiment: 'bullish', direction: 'UP' }, { sentiment: 'n/a' }],
    [{ sentiment: 'bullish', direction: 'x'.repeat(65) }, { direction: null }, { direction: 'x'.repeat(65) }],
  ])('of %j are null, never invented, and kept raw', (fields, expected, raw) => {
    const { execution, results } = entry(fields);
    expect(results[0]).toMatchObject({ error: null, ...expected });
    expect(execution.metadata['raw']).toEqual(raw === undefined ? {} : { symbols: { AAPL: raw } });
  });
});

describe('counts and status', () => {
  it.each([
    [{ symbols: [{ symbol: 'A', ...good }] }, 'success', [1, 1, 0]],
    [{ symbols: [{ symbol: 'A', ...good }], symbols_failed: 2 }, 'partial', [3, 1, 2]],
    [{ symbols: [{ symbol: 'A', ...good }], symbols_analyzed: 3 }, 'partial', [3, 1, 2]],
    [
      { symbols: [{ symbol: 'A', ...good }], statistics: { total_symbols: '4', total_failed: 1 } },
      'partial',
      [4, 1, 3],
    ],
    [{ symbols: [{ symbol: 'A', sentiment: 'failed' }], symbols_failed: 1 }, 'failed', [1, 0, 1]],
    [{ symbols: [], total_symbols: 5 }, 'failed', [5, 0, 5]],
    [{ symbols: [], errors: ['the feed is down'] }, 'failed', [0, 0, 0]],
    [{ symbols: [{ symbol: 'A', ...good }], total_symbols: 1760445000123 }, 'success', [1, 1, 0]],
  ])('of %j', (value, status, [symbols_processed, symbols_successful, symbols_failed]) => {
    const { execution } = readOne(KEY, value);
    expect(execution).toMatchObject({ status, symbols_processed, symbols_successful, symbols_failed });
  });

  it('do not take the word of the value for its success', () => {
    const value = { status: 'success', symbols_analyzed: ['AAPL'], sentiment_signals: {} };
    expect(readOne(KEY, value).execution).toMatchObject({ status: 'failed', metadata: { raw: { status: 'success' } } });
  });
});

describe('errors', () => {
  it.each([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    ['plain', ['plain']],
    ['["a","b"]', ['a', 'b']],
    [[{ message: 'm' }, null, ''], ['m']],
    [[], []],
    [{ code: 1 }, ['{"code":1}']],
  ])('%j are read as %j', (errors, expected) => {
    expect(readOne(KEY, { symbols: [{ symbol: 'A', ...good }], errors }).execution.errors).toEqual(expected);
  });

  it('name what is no symbol, cut to a length that tells what it was', () => {
    const bad = `<b>${'x'.repeat(500)}</b>`;
    const { execution, results } = readOne(KEY, { symbols_analyzed: ['AAPL', bad], AAPL: good });
    expect(results).toHaveLength(1);
    expect(execution).toMatchObject({ status: 'partial', symbols_processed: 2, symbols_failed: 1 });
    expect(execution.errors).toEqual([`not a symbol, left out: "${bad.slice(0, 64)}"`]);
  });

  it('count such names rather than list a thousand of them', () => {
    const symbols_analyzed = Array.from({ length: 1000 }, (_, i) => `_${i}`);
    const { execution } = readOne(KEY, { symbols_analyzed });
    expect(execution).toMatchObject({ status: 'failed', symbols_failed: 1000 });
    expect(execution.errors).toHaveLength(51);
    expect(execution.errors.at(-1)).toBe('not a symbol, left out: 950 more');
  });
});

describe('time', () => {
  const symbols = [{ symbol: 'A', ...good, timestamp: '2026-01-08T15:00:01.500Z' }];
  it.each([
    [KEY, { executed_at: '2026-01-08T10:00:00Z', timestamp: '2026-01-08T10:01:00Z' }, '10:00:00.000', 'start'],
    [KEY, { last_updated: '2026-01-08T10:00:00Z' }, '10:00:00.000', 'last_updated'],
    [KEY, { metadata: { timestamp: 1767866400 } }, '10:00:00.000', 'completion'],
    [KEY, {}, '15:00:01.500', 'symbols'],
    [`${KEY}_073005`, { symbols: [{ symbol: 'A', ...good }] }, '12:30:05.000', 'key'],
    [KEY, { symbols: [{ symbol: 'A', ...good }] }, '05:00:00.000', 'date'],
  ])('of %s with %j is %s by its %s', (key, fields, time, time_from) => {
    const { execution } = readOne(key, { symbols, ...fields });
    expect(execution).toMatchObject({ executed_at: `2026-01-08T${time}Z`, metadata: { time_from } });
  });

  it('of completion orders two accounts of a run', () => {
    const times = { executed_at: '2026-01-08T10:00:00Z', completed_at: '2026-01-08T10:01:00Z' };
    expect(readOne(KEY, { symbols, ...times }).execution.revision).toBe(Date.parse(times.completed_at));
  });

  it('never moves an execution to another date than its key says', () => {
    const { execution } = readOne(KEY, { symbols, timestamp: '2026-01-09T23:00:00Z' });
    expect(execution).toMatchObject({ execution_date: '2026-01-08', executed_at: '2026-01-09T23:00:00.000Z' });
  });
});

describe('provenance', () => {
  const source = (fields: unknown) =>
    readOne(KEY, { symbols: [{ symbol: 'A', ...good }], ...Object(fields) }).execution.metadata;

  it.each([
    [{ trigger_mode: 'manual_analysis_enhanced' }, 'manual_analysis_enhanced'],
    [{ trigger: 'GitHub Actions (nightly)' }, 'GitHub-Actions-nightly-'],
    [{ metadata: { trigger: 'cron' } }, 'cron'],
    [{ trigger: '???' }, 'backfill'],
    [{}, 'backfill'],
  ])('has the trigger of %j as %s', (fields, trigger) => {
    expect(source(fields).trigger_source).toBe(trigger);
  });

  it('keeps the workflow run', () => {
    expect(source({ metadata: { workflow_run_id: 20795135155 } }).workflow_run_id).toBe('20795135155');
  });
});

describe('what is skipped', () => {
  it.each([
    ['a test value', KEY, { metadata: { test_mode: true }, symbols: [{ symbol: 'A', ...good }] }, 'test_value'],
    [
      'a test value of several runs',
      KEY,
      { test_mode: true, multiple_executions: { '08:30': { AAPL: good } } },
      'test_value',
    ],
    ['text', KEY, 'Service Unavailable', 'not_json'],
    ['nothing', KEY, '', 'not_json'],
    ['half of a value', KEY, '{"sentiment_signals":{"AAPL":', 'not_json'],
    ['an abyss', KEY, `${'{"a":'.repeat(9999)}1${'}'.repeat(9999)}`, 'too_deep'],
    ['a run of nobody', KEY, { sentiment_signals: {}, symbols_analyzed: [] }, 'no_results'],
    ['an impossible date', 'analysis_2026-02-30', { AAPL: good }, 'impossible_date'],
    ['an unknown key', 'analysis_latest', { AAPL: good }, 'unknown_key'],
  ])('is %s, with its reason', (_, key, value, reason) => {
    expect(read(key, value)).toMatchObject({ executions: [], skipped: [{ reason, run: null }] });
  });

  it('may be one of several runs, while the others are read', () => {
    const runs = { '08:30': { AAPL: good }, '12:00': { metadata: { test_mode: true }, AAPL: good }, '16:05': {} };
    const { executions, skipped } = read(KEY, { multiple_executions: runs });
    expect(executions.map(({ execution }) => execution.execution_key)).toEqual([`kv:${KEY}#08:30`]);
    expect(skipped).toMatchObject([
      { reason: 'test_value', run: '12:00' },
      { reason: 'unknown_shape', run: '16:05' },
    ]);
  });
});
