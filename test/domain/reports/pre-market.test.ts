import { describe, expect, it } from 'vitest';
import type { Json } from '../../../schema/primitives.ts';
import { PreMarketReport } from '../../../schema/report.ts';
import type { StoredRun } from '../../../src/domain/reports/day-parts.ts';
import { preMarketReport } from '../../../src/domain/reports/pre-market.ts';
import { bearish, bullish, clock, failed, neutral, result, storedRun, THURSDAY } from './stored-runs.ts';

const request = { date: THURSDAY, now: clock('09:00'), source: 'd1' } as const;
const briefing = (morning: StoredRun | null, change: Partial<{ date: string; now: number }> = {}) =>
  PreMarketReport.parse(preMarketReport({ ...request, ...change }, { morning }));

describe('the pre-market briefing', () => {
  const run = storedRun(
    '08:31',
    [
      failed('TSLA', 'the feed answered 500'),
      neutral('MSFT', 0.69),
      bullish('AAPL', 0.7),
      bearish('NVDA', 0.91),
      result('GOOGL', { sentiment: 'bullish' }),
    ],
    { status: 'partial', execution_key: '01KEEWSFY00000000000000000' },
  );

  it('lists signals from a confidence of 0.7, strongest first, then the others, then the failed with their reasons', () => {
    const { content } = briefing(run);
    expect(content?.high_confidence.map(({ symbol }) => symbol)).toEqual(['NVDA', 'AAPL']);
    expect(content?.others.map(({ symbol }) => symbol)).toEqual(['MSFT', 'GOOGL']);
    expect(content?.failed).toEqual([{ symbol: 'TSLA', reason: 'the feed answered 500' }]);
  });

  it('weighs the outlook by confidence', () => {
    const outlook = briefing(run).content?.outlook;
    expect(outlook).toMatchObject({ sentiment: 'neutral', bullish: 1, bearish: 1, neutral: 1 });
    expect(outlook?.score).toBe(-0.0913);
    expect(outlook?.average_confidence).toBe(0.7667);
  });

  it.each([
    [[bullish('A'), bullish('B'), bearish('C', 0.5)], 'bullish'],
    [[bearish('A'), neutral('B')], 'bearish'],
    [[bullish('A'), bearish('B')], 'neutral'],
    [[bullish('A', 0.9), bullish('A', 0.1), bearish('B', 0.2)], 'bullish'],
  ])('reads the outlook of %j as %s', (results, sentiment) => {
    expect(briefing(storedRun('08:31', results)).content?.outlook?.sentiment).toBe(sentiment);
  });

  it('has no outlook where nothing is known with any confidence', () => {
    expect(briefing(storedRun('08:31', [failed('A', 'no news')])).content?.outlook).toBeNull();
    expect(briefing(storedRun('08:31', [bullish('A', 0)])).content?.outlook).toBeNull();
  });

  it('says what it shows', () => {
    expect(briefing(run)).toMatchObject({
      report_type: 'pre-market',
      state: 'present',
      business_date: THURSDAY,
      has_content: true,
      source: 'd1',
      scheduled_at: '2026-01-08T13:30:00.000Z',
      generated_at: '2026-01-08T14:00:00.000Z',
      notice: null,
      runs: [{ part: 'morning', execution_key: '01KEEWSFY00000000000000000', status: 'partial' }],
    });
  });

  it('quotes long texts in part and signals by name', () => {
    const reasoning = `${'x'.repeat(598)}😀${'y'.repeat(100_000)}`;
    const signals: Json[] = ['breakout', { type: 'momentum', strength: 0.8 }, { strength: 1 }, 3, null, ['nested']];
    const [call] =
      briefing(storedRun('08:31', [{ ...bullish('AAPL'), reasoning, signals }])).content?.high_confidence ?? [];
    expect(call?.reasoning).toBe(`${'x'.repeat(598)}…`);
    expect(call?.signals).toEqual(['breakout', 'momentum']);
  });

  it('takes the result that did not fail where a symbol has two', () => {
    const { content } = briefing(storedRun('08:31', [failed('A', 'timeout'), bullish('A', 0.9), bearish('A', 0.9)]));
    expect(content?.high_confidence).toMatchObject([{ symbol: 'A', sentiment: 'bullish' }]);
    expect(content?.failed).toEqual([]);
  });
});

describe('the state of a report', () => {
  const run = storedRun('08:31', [bullish('AAPL')]);

  it.each([
    ['08:29', 'scheduled'],
    ['08:30', 'processing'],
    ['09:00', 'processing'],
    ['09:01', 'no_data'],
  ])('without a run is at %s %s', (time, state) => {
    expect(briefing(null, { now: clock(time) })).toMatchObject({
      state,
      business_date: THURSDAY,
      has_content: false,
      source: null,
      content: null,
    });
  });

  it('is present as soon as a run is stored, early or late', () => {
    expect(briefing(run, { now: clock('07:00') }).state).toBe('present');
    expect(briefing(run, { now: clock('23:00') }).state).toBe('present');
  });

  it('is stale with the run of an earlier date, which it names', () => {
    const report = briefing(run, { date: '2026-01-09', now: clock('08:00', '2026-01-09') });
    expect(report).toMatchObject({
      state: 'stale',
      business_date: THURSDAY,
      requested_date: '2026-01-09',
      has_content: true,
    });
    expect(report.notice).toMatch(/last results before it/);
  });

  it('is no_data on a day without trading, which it explains', () => {
    const report = briefing(null, { date: '2026-04-03', now: clock('09:00') });
    expect(report).toMatchObject({ state: 'no_data', scheduled_at: null });
    expect(report.notice).toMatch('Good Friday');
  });

  it('is no_data after a run that failed without a result, with its reason', () => {
    const report = briefing(storedRun('08:31', [], { status: 'failed', errors: ['no news source answered'] }));
    expect(report).toMatchObject({ state: 'no_data', has_content: false, runs: [{ status: 'failed' }] });
    expect(report.notice).toMatch('no news source answered');
  });

  it('is present when all symbols failed, without an outlook', () => {
    const report = briefing(storedRun('08:31', [failed('A', 'timeout')], { status: 'failed' }));
    expect(report).toMatchObject({ state: 'present', content: { outlook: null, high_confidence: [] } });
  });
});
