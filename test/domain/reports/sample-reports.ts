import type { Report } from '../../../schema/report.ts';
import type { Result } from '../../../schema/result.ts';
import { endOfDayReport } from '../../../src/domain/reports/end-of-day.ts';
import { intradayReport } from '../../../src/domain/reports/intraday.ts';
import { preMarketReport } from '../../../src/domain/reports/pre-market.ts';
import { weeklyReport } from '../../../src/domain/reports/weekly.ts';
import { bearish, bullish, clock, failed, neutral, storedRun, THURSDAY } from './stored-runs.ts';

/** The four reports, each with `text` in every place where stored text can stand. */
export function reportsWith(text: string): Report[] {
  const told = (result: Result): Result => ({
    ...result,
    reasoning: text,
    direction: text.slice(0, 64),
    signals: [text, { type: text }],
    news_count: 3,
  });
  const morning = storedRun('08:31', [told(bullish('AAPL', 0.9)), told(neutral('MSFT', 0.4)), failed('TSLA', text)]);
  const midday = storedRun('12:01', [told(bearish('AAPL')), failed('MSFT', text)]);
  const close = storedRun('16:06', [told(bearish('AAPL')), told(neutral('MSFT')), failed('TSLA', text)]);
  const request = { date: THURSDAY, now: clock('17:00'), source: 'd1' } as const;
  const sunday = { ...request, date: '2026-01-11', now: Date.parse('2026-01-11T16:00:00.000Z') };
  const week = [
    { date: '2026-01-05', symbol: 'AAPL', sentiment: 'bullish', confidence: 0.9, error: null },
    { date: '2026-01-07', symbol: 'AAPL', sentiment: 'bearish', confidence: 0.7, error: null },
    { date: '2026-01-08', symbol: 'MSFT', sentiment: null, confidence: null, error: text },
  ] as const;
  return [
    preMarketReport(request, { morning }),
    intradayReport(request, { morning, midday }),
    endOfDayReport(request, { morning, midday, close }, new Map([['AAPL', -1.25]])),
    weeklyReport(sunday, week),
    preMarketReport(request, { morning: storedRun('08:31', [], { status: 'failed', errors: [text] }) }),
  ];
}
