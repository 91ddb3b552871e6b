import { describe, expect, it } from 'vitest';
import { gist, RAW_SHA256, read, readOne } from './read.ts';

const KEY = 'analysis_2026-01-08';

const readAll = (value: unknown) => read(KEY, value).executions;

describe('a value of the handler (sentiment_signals)', () => {
  const value = {
    sentiment_signals: {
      AAPL: {
        symbol: 'AAPL',
        sentiment_analysis: { sentiment: 'up', confidence: 0.87, reasoning: 'Earnings beat' },
        news_count: 2,
        timestamp: '2026-01-08T12:46:11.120Z',
      },
    },
    analysis_time: '2026-01-08T12:46:12.000Z',
    trigger_mode: 'manual_analysis_enhanced',
    symbols_analyzed: ['AAPL', 'TSLA'],
    execution_metrics: { total_time_ms: 45000 },
  };

  it('becomes an execution with a result for each symbol it names, and the absent one failed', () => {
    const { execution, results } = readOne(KEY, value);
    expect(execution).toEqual({
      execution_key: 'kv:analysis_2026-01-08',
      job_type: 'analysis',
      report_type: null,
      status: 'partial',
      execution_date: '2026-01-08',
      executed_at: '2026-01-08T12:46:12.000Z',
      revision: Date.parse('2026-01-08T12:46:12.000Z'),
      execution_time_ms: 45000,
      symbols_processed: 2,
      symbols_successful: 1,
      symbols_fallback: 0,
      symbols_failed: 1,
      errors: [],
      metadata: {
        trigger_source: 'manual_analysis_enhanced',
        source: 'kv_backfill',
        original_key: KEY,
        raw_sha256: RAW_SHA256,
        shape: 'sentiment_signals',
        time_from: 'completion',
        raw: { trigger_mode: 'manual_analysis_enhanced', symbols: { AAPL: { sentiment: 'up' } } },
      },
    });
    expect(results).toEqual([
      {
        result_type: 'analysis_detail',
        symbol: 'AAPL',
        sentiment: 'bullish',
        confidence: 0.87,
        direction: null,
        reasoning: 'Earnings beat',
        signals: null,
        news_count: 2,
        error: null,
        report_content: null,
        html_snapshot: null,
      },
      {
        result_type: 'analysis_detail',
        symbol: 'TSLA',
        sentiment: null,
        confidence: null,
        direction: null,
        reasoning: null,
        signals: null,
        news_count: null,
        error: 'the stored value holds no result for this symbol',
        report_content: null,
        html_snapshot: null,
      },
    ]);
  });

  it('has failed when it names symbols and holds none', () => {
    const { execution } = readOne(KEY, { ...value, sentiment_signals: {} });
    expect(execution).toMatchObject({
      status: 'failed',
      symbols_processed: 2,
      symbols_failed: 2,
      symbols_successful: 0,
    });
  });

  it('reads disagreement of the models as neutral', () => {
    const signals = { AAPL: { sentiment_analysis: { sentiment: 'unclear', confidence: 0 } } };
    expect(gist(readOne(KEY, { sentiment_signals: signals }))).toEqual([['AAPL', 'neutral', 0]]);
  });
});

describe('a value of a scheduled run (trading_signals)', () => {
  const layers = [
    { model: 'm', sentiment: 'up', confidence: 0.75, detailed_analysis: { reasoning: 'why', articles_analyzed: 8 } },
  ];
  const value = {
    symbols_analyzed: ['AAPL'],
    trading_signals: {
      AAPL: {
        symbol: 'AAPL',
        direction: 'UP',
        confidence: 0.87,
        sentiment_layers: layers,
        enhanced_prediction: { direction: 'UP', confidence: 0.87 },
      },
    },
    pre_market_analysis: { execution_time_ms: 42000, success_rate: 1 },
    cron_execution_id: 'cron_1767875400000',
    trigger_mode: 'morning_prediction_alerts',
    last_updated: '2026-01-08T07:30:00.000Z',
  };

  it('takes its time from the cron id and its details from the layers', () => {
    const { execution, results } = readOne(KEY, value);
    expect(execution).toMatchObject({
      status: 'success',
      executed_at: '2026-01-08T12:30:00.000Z',
      revision: 1767875400000,
      execution_time_ms: 42000,
      metadata: {
        trigger_source: 'morning_prediction_alerts',
        shape: 'trading_signals',
        time_from: 'cron_execution_id',
      },
    });
    expect(execution.metadata['raw']).toEqual({
      trigger_mode: 'morning_prediction_alerts',
      cron_execution_id: 'cron_1767875400000',
      last_updated: '2026-01-08T07:30:00.000Z',
      symbols: { AAPL: { sentiment: 'UP' } },
    });
    expect(results).toMatchObject([
      { sentiment: 'bullish', confidence: 0.87, direction: 'UP', reasoning: 'why', news_count: 8, signals: layers },
    ]);
  });

  it('reads last_updated as Eastern wall-clock time where no cron id tells better', () => {
    const { execution } = readOne(KEY, { ...value, cron_execution_id: undefined });
    expect(execution.executed_at).toBe('2026-01-08T12:30:00.000Z');
    expect(execution.metadata['time_from']).toBe('last_updated_eastern');
  });

  it('may hold a list in place of the map', () => {
    const list = { ...value, trading_signals: Object.values(value.trading_signals) };
    expect(readOne(KEY, list).results).toEqual(readOne(KEY, value).results);
  });

  it('may hold nothing but layers, of which the first speaks', () => {
    const signals = { AAPL: { symbol: 'AAPL', sentiment_layers: layers } };
    expect(gist(readOne(KEY, { trading_signals: signals }))).toEqual([['AAPL', 'bullish', 0.75]]);
  });
});

describe('a compact daily value (symbols)', () => {
  const value = {
    date: '2025-10-14',
    symbols: [{ symbol: 'AAPL', sentiment: 'bullish', confidence: 0.71, direction: 'UP' }],
    execution_time: 1760445000123,
  };

  it('has an epoch where a duration would be expected', () => {
    const { execution } = readOne('analysis_2025-10-14', value);
    expect(execution).toMatchObject({
      status: 'success',
      execution_date: '2025-10-14',
      executed_at: '2025-10-14T12:30:00.123Z',
      execution_time_ms: null,
    });
  });

  it('keeps the count of symbols that it states and does not hold, as failed', () => {
    const { execution } = readOne('analysis_2025-10-14', { ...value, total_symbols: 5 });
    expect(execution).toMatchObject({
      status: 'partial',
      symbols_processed: 5,
      symbols_successful: 1,
      symbols_failed: 4,
    });
  });

  it.each(['predictions', 'signals'])('may have its list under %s', (name) => {
    const { symbols, ...rest } = value;
    expect(gist(readOne(KEY, { ...rest, [name]: symbols }))).toEqual([['AAPL', 'bullish', 0.71]]);
  });
});

describe('a value of one symbol', () => {
  const failed = {
    symbol: 'TSLA',
    analysis_type: 'neutral_fallback',
    sentiment_layers: [{ sentiment: 'neutral', confidence: 0.3 }],
    confidence_metrics: { overall_confidence: 0.3 },
    trading_signals: { symbol: 'TSLA', primary_direction: 'NEUTRAL' },
    analysis_metadata: { fully_failed: true, errors: ['no news', 'model timed out'] },
    news_data: { total_articles: 0 },
  };

  it('has failed when its analysis only stood in for one, and keeps what it claimed', () => {
    const { execution, results } = readOne('analysis_2026-01-08_TSLA', failed);
    expect(execution).toMatchObject({ status: 'failed', symbols_processed: 1, symbols_failed: 1 });
    expect(execution.metadata['raw']).toEqual({
      symbols: {
        TSLA: { sentiment: 'NEUTRAL', confidence: 0.3, direction: 'NEUTRAL', analysis_type: 'neutral_fallback' },
      },
    });
    expect(results).toMatchObject([
      { symbol: 'TSLA', sentiment: null, confidence: null, error: 'no news; model timed out', news_count: 0 },
    ]);
  });

  it.each(['neutral_fallback', 'critical_failure', 'error'])(
    'has failed by analysis_type %s alone',
    (analysis_type) => {
      const value = { symbol: 'TSLA', analysis_type, confidence_metrics: { overall_confidence: 0.9 } };
      expect(gist(readOne('analysis_2026-01-08_TSLA', value))).toEqual([['TSLA', 'failed', null]]);
    },
  );

  const good = {
    analysis_type: 'fine_grained_sentiment',
    trading_signals: { primary_direction: 'BULLISH' },
    confidence_metrics: { overall_confidence: 0.8 },
    signals: [{ type: 'momentum', strength: 0.8 }],
  };

  it.each(['analysis_2026-01-08_tsla', 'analysis_TSLA_2026-01-08'])('may leave its name to its key %s', (key) => {
    const data = readOne(key, good);
    expect(gist(data)).toEqual([['TSLA', 'bullish', 0.8]]);
    expect(data.results[0]?.signals).toEqual([{ type: 'momentum', strength: 0.8 }]);
  });

  it('counts an analysis of lesser kind as a fallback, and as usable', () => {
    const { execution } = readOne('analysis_2026-01-08_TSLA', { ...good, analysis_type: 'fallback_sentiment_only' });
    expect(execution).toMatchObject({ status: 'success', symbols_successful: 1, symbols_fallback: 1 });
  });
});

describe('a value with its symbols at the top level', () => {
  const AAPL = { sentiment: 'bullish', confidence: 0.85, direction: 'buy', reasoning: 'r' };

  it('is read by the names it lists', () => {
    const { results } = readOne(KEY, { symbols_analyzed: ['AAPL', 'MSFT'], AAPL, MSFT: null });
    expect(results).toMatchObject([
      { symbol: 'AAPL', sentiment: 'bullish', confidence: 0.85, direction: 'buy', reasoning: 'r' },
      { symbol: 'MSFT', error: expect.any(String) as unknown },
    ]);
  });

  it('is read by its structure where it lists none', () => {
    expect(gist(readOne(KEY, { AAPL, version: 3 }))).toEqual([['AAPL', 'bullish', 0.85]]);
  });

  it('may name and hold its symbols in lower case', () => {
    const { execution, results } = readOne(KEY, { symbols_analyzed: ['aapl'], aapl: AAPL });
    expect(results).toMatchObject([{ symbol: 'AAPL', sentiment: 'bullish' }]);
    expect(execution.metadata['raw']).toEqual({ symbols: { AAPL: { symbol: 'aapl' } } });
  });

  it('is not misled by names that every object inherits', () => {
    const data = readOne(KEY, '{"symbols_analyzed":["AAPL","constructor","__proto__"],"AAPL":{"sentiment":"up"}}');
    expect(gist(data)).toEqual([
      ['AAPL', 'bullish', null],
      ['CONSTRUCTOR', 'failed', null],
    ]);
    expect(data.execution.errors).toEqual(['not a symbol, left out: "__proto__"']);
  });
});

describe('a value with several runs', () => {
  const run = (sentiment: string, time?: string) => ({
    sentiment_signals: { AAPL: { sentiment_analysis: { sentiment, confidence: 0.6 } } },
    symbols_analyzed: ['AAPL'],
    analysis_time: time,
  });
  const several = { '08:30': run('up', '2026-01-08T13:30:02.000Z'), '12:00': run('down', '2026-01-08T17:00:04.000Z') };
  const keysOf = (value: unknown) => readAll(value).map(({ execution }) => execution.execution_key);

  it('is an execution for each, and its top level none if it is one of them', () => {
    const top = run('down', '2026-01-08T17:00:04.000Z');
    expect(
      readAll({ ...top, multiple_executions: several }).map((data) => [data.execution.execution_key, gist(data)]),
    ).toEqual([
      ['kv:analysis_2026-01-08#08:30', [['AAPL', 'bullish', 0.6]]],
      ['kv:analysis_2026-01-08#12:00', [['AAPL', 'bearish', 0.6]]],
    ]);
  });

  it('has its top level as a further execution if that is none of them', () => {
    const top = run('neutral', '2026-01-08T21:05:03.000Z');
    expect(keysOf({ ...top, multiple_executions: several })).toEqual([
      'kv:analysis_2026-01-08#08:30',
      'kv:analysis_2026-01-08#12:00',
      'kv:analysis_2026-01-08',
    ]);
  });

  it.each([
    ['the minute of a label', run('neutral', '2026-01-08T17:00:59.000Z')],
    ['the same results and no time of its own', run('down')],
  ])('knows its top level again by %s', (_, top) => {
    expect(keysOf({ ...top, multiple_executions: several })).toHaveLength(2);
  });

  it('tells runs of the same results apart by their times', () => {
    expect(keysOf({ ...run('down', '2026-01-08T21:05:03.000Z'), multiple_executions: several })).toHaveLength(3);
  });

  it('takes the label for the time of a run that has none, as Eastern', () => {
    const [only] = readAll({ multiple_executions: { '8:30': run('up') } });
    expect(only?.execution).toMatchObject({
      execution_key: 'kv:analysis_2026-01-08#08:30',
      executed_at: '2026-01-08T13:30:00.000Z',
      metadata: { original_run: '08:30', time_from: 'key' },
    });
  });

  it('may hold only the names of its symbols beside the runs', () => {
    expect(keysOf({ symbols_analyzed: ['AAPL'], multiple_executions: several })).toHaveLength(2);
  });

  it('may list them', () => {
    expect(keysOf({ multiple_executions: [{ time: '08:30', ...run('up') }, run('down')] })).toEqual([
      'kv:analysis_2026-01-08#08:30',
      'kv:analysis_2026-01-08#1',
    ]);
  });

  it('gives every run a key of its own', () => {
    const twice = { '8:30': run('up'), '08:30': run('down'), 'no label!': run('up') };
    expect(keysOf({ multiple_executions: twice })).toEqual([
      'kv:analysis_2026-01-08#08:30',
      'kv:analysis_2026-01-08#08:30~1',
      'kv:analysis_2026-01-08#2',
    ]);
  });
});
