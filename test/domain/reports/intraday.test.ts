import { describe, expect, it } from 'vitest';
import { IntradayReport } from '../../../schema/report.ts';
import { intradayReport } from '../../../src/domain/reports/intraday.ts';
import { bearish, bullish, clock, failed, neutral, result, storedRun, THURSDAY } from './stored-runs.ts';

const request = { date: THURSDAY, now: clock('12:05'), source: 'kv' } as const;

describe('the intraday check', () => {
  const morning = storedRun('08:31', [
    bullish('AAPL', 0.9),
    bullish('MSFT'),
    bullish('NVDA'),
    failed('TSLA', 'no news'),
    bullish('META'),
    result('AMD'),
  ]);
  const midday = storedRun('12:01', [
    bullish('AAPL', 0.6),
    neutral('MSFT'),
    bearish('NVDA'),
    bullish('TSLA'),
    failed('GOOGL', 'the feed answered 500'),
    bullish('AMD'),
  ]);
  const report = IntradayReport.parse(intradayReport(request, { morning, midday }));
  const bySymbol = Object.fromEntries(report.content?.symbols.map((entry) => [entry.symbol, entry]) ?? []);

  it.each([
    ['AAPL', 'consistent', null],
    ['MSFT', 'shifted', null],
    ['NVDA', 'reversed', null],
    ['TSLA', 'incomplete', 'morning: no news'],
    ['META', 'incomplete', 'midday: not analysed'],
    ['GOOGL', 'incomplete', 'morning: not analysed; midday: the feed answered 500'],
    ['AMD', 'incomplete', 'morning: no sentiment stored'],
  ])('%s is %s', (symbol, change, reason) => {
    expect(bySymbol[symbol]).toMatchObject({ change, reason });
  });

  it('counts them, the reversed first and the incomplete last', () => {
    expect(report.content?.counts).toEqual({ reversed: 1, shifted: 1, consistent: 1, incomplete: 4 });
    expect(report.content?.symbols.map(({ symbol }) => symbol).slice(0, 3)).toEqual(['NVDA', 'MSFT', 'AAPL']);
  });

  it('tells how the confidence moved where both are known', () => {
    expect(bySymbol.AAPL?.confidence_change).toBeCloseTo(-0.3, 10);
    expect(bySymbol.TSLA?.confidence_change).toBeNull();
    expect(bySymbol.TSLA?.morning).toBeNull();
    expect(bySymbol.TSLA?.midday).toEqual({ sentiment: 'bullish', confidence: 0.8 });
  });

  it('says where it came from', () => {
    expect(report).toMatchObject({ state: 'present', source: 'kv', business_date: THURSDAY });
    expect(report.runs.map(({ part }) => part)).toEqual(['morning', 'midday']);
  });

  it('without a midday run has no content, however good the morning was', () => {
    expect(intradayReport(request, { morning, midday: null })).toMatchObject({
      state: 'processing',
      has_content: false,
      content: null,
    });
  });

  it('without a morning run leaves every symbol incomplete', () => {
    const { content } = intradayReport(request, { morning: null, midday });
    expect(content?.counts).toEqual({ reversed: 0, shifted: 0, consistent: 0, incomplete: 6 });
  });

  it('does not compare with the morning of another date', () => {
    const yesterday = storedRun('08:31', [bullish('AAPL')], { execution_date: '2026-01-07' });
    const { content } = intradayReport(request, { morning: yesterday, midday });
    expect(content?.symbols.every(({ change }) => change === 'incomplete')).toBe(true);
  });
});
