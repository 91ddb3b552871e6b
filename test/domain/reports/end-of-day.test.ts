import { describe, expect, it } from 'vitest';
import { EndOfDayReport } from '../../../schema/report.ts';
import { endOfDayReport, type Moves } from '../../../src/domain/reports/end-of-day.ts';
import { bearish, bullish, clock, failed, neutral, storedRun, THURSDAY } from './stored-runs.ts';

const request = { date: THURSDAY, now: clock('16:10'), source: 'd1' } as const;
const runs = {
  morning: storedRun('08:31', [bullish('AAPL'), bearish('MSFT'), bullish('NVDA'), neutral('TSLA')]),
  midday: storedRun('12:01', [bullish('AAPL'), failed('MSFT', 'timeout')]),
  close: storedRun('16:06', [
    { ...bullish('AAPL'), reasoning: 'Earnings beat' },
    bearish('MSFT', 0.5),
    bearish('NVDA', 0.6),
    bullish('TSLA', 0.7),
  ]),
};
const summary = (moves: Moves, change = {}) =>
  EndOfDayReport.parse(endOfDayReport(request, { ...runs, ...change }, moves));

describe('the end-of-day summary', () => {
  it('puts morning, midday and close of each symbol side by side, what changed most first', () => {
    const { content } = summary(null);
    expect(content?.symbols.map(({ symbol, change }) => `${symbol} ${change}`)).toEqual([
      'NVDA reversed',
      'TSLA shifted',
      'AAPL consistent',
      'MSFT consistent',
    ]);
    expect(content?.symbols.find(({ symbol }) => symbol === 'MSFT')).toMatchObject({
      morning: { sentiment: 'bearish', confidence: 0.8 },
      midday: null,
      close: { sentiment: 'bearish', confidence: 0.5 },
    });
    expect(content?.symbols.find(({ symbol }) => symbol === 'AAPL')?.reasoning).toBe('Earnings beat');
  });

  it('takes the outlook of the close', () => {
    expect(summary(null).content?.outlook).toMatchObject({ bullish: 2, bearish: 2, neutral: 0 });
  });

  it('has null for the market where no price source is configured', () => {
    const { content } = summary(null);
    expect(content?.accuracy).toBeNull();
    expect(content?.symbols.every(({ market }) => market === null)).toBe(true);
  });

  it("compares the day's moves with what the morning called", () => {
    const moves = new Map([
      ['AAPL', 1.2],
      ['MSFT', 0.4],
      ['NVDA', 0.01],
      ['TSLA', -2],
    ]);
    const { content } = summary(moves);
    const market = Object.fromEntries(content?.symbols.map((entry) => [entry.symbol, entry.market]) ?? []);
    expect(market).toEqual({
      AAPL: { percent: 1.2, direction: 'up', agrees: true },
      MSFT: { percent: 0.4, direction: 'up', agrees: false },
      NVDA: { percent: 0.01, direction: 'flat', agrees: false },
      TSLA: { percent: -2, direction: 'down', agrees: null },
    });
    expect(content?.accuracy).toEqual({ compared: 3, agreed: 1, rate: 1 / 3 });
  });

  it('leaves a symbol without a price out of the comparison', () => {
    expect(summary(new Map([['AAPL', 1]])).content?.accuracy).toEqual({ compared: 1, agreed: 1, rate: 1 });
  });

  it('names what the day was missing', () => {
    const { content } = summary(null, { morning: null });
    expect(content?.symbols[0]).toMatchObject({ change: 'incomplete', reason: 'morning: not analysed', morning: null });
  });

  it('without a run at the close has no content', () => {
    expect(summary(null, { close: null })).toMatchObject({ state: 'processing', has_content: false, content: null });
  });
});
