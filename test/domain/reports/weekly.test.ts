import { describe, expect, it } from 'vitest';
import { WeeklyReport } from '../../../schema/report.ts';
import { type SymbolDay, weeklyReport } from '../../../src/domain/reports/weekly.ts';

const SUNDAY = '2026-01-11';
const AFTER = Date.parse('2026-01-11T15:00:00.000Z');
const row = (date: string, symbol: string, sentiment: SymbolDay['sentiment'], confidence: number | null = 0.8) => ({
  date: `2026-01-${date}`,
  symbol,
  sentiment,
  confidence,
  error: null,
});
const ROWS: SymbolDay[] = [
  row('09', 'AAPL', 'bearish', 0.6),
  row('05', 'AAPL', 'bullish', 0.9),
  row('07', 'AAPL', 'neutral', null),
  row('05', 'MSFT', 'bearish'),
  { date: '2026-01-06', symbol: 'MSFT', sentiment: null, confidence: null, error: 'no news' },
  row('10', 'MSFT', 'bullish'),
];
const review = (rows: SymbolDay[], change = {}) =>
  WeeklyReport.parse(weeklyReport({ date: SUNDAY, now: AFTER, source: 'd1', ...change }, rows));

describe('the weekly review', () => {
  it('shows each trading day, and others on which something ran', () => {
    const { content } = review(ROWS);
    expect(content).toMatchObject({ week: '2026-W02', from: '2026-01-05', to: SUNDAY });
    expect(content?.days.map(({ date, analysed, failed }) => [date.slice(8), analysed, failed])).toEqual([
      ['05', 2, 0],
      ['06', 0, 1],
      ['07', 1, 0],
      ['08', 0, 0],
      ['09', 1, 0],
      ['10', 1, 0],
    ]);
  });

  it('sums up each symbol over the week', () => {
    const [aapl, msft] = review(ROWS).content?.symbols ?? [];
    expect(aapl).toMatchObject({ symbol: 'AAPL', bullish: 1, bearish: 1, neutral: 1, failed: 0, flips: 1 });
    expect(aapl?.average_confidence).toBeCloseTo(0.75, 10);
    expect(aapl?.days.map((day) => day?.sentiment ?? null)).toEqual([
      'bullish',
      null,
      'neutral',
      null,
      'bearish',
      null,
    ]);
    expect(msft).toMatchObject({ symbol: 'MSFT', bullish: 1, bearish: 1, failed: 1, flips: 1 });
    expect(msft?.days[1]).toMatchObject({ error: 'no news', sentiment: null });
  });

  it('names the flips, over neutral and failed days', () => {
    expect(review(ROWS).content?.flips).toEqual([
      { symbol: 'AAPL', date: '2026-01-09', from: 'bullish', to: 'bearish' },
      { symbol: 'MSFT', date: '2026-01-10', from: 'bearish', to: 'bullish' },
    ]);
  });

  it('averages each day', () => {
    const [monday, tuesday] = review(ROWS).content?.days ?? [];
    expect(monday?.average_confidence).toBeCloseTo(0.85, 10);
    expect(monday?.outlook?.sentiment).toBe('neutral');
    expect(tuesday).toMatchObject({ average_confidence: null, outlook: null });
  });

  it('leaves out the holidays of a short week', () => {
    const rows = [row('20', 'AAPL', 'bullish')];
    const { content } = review(rows, { date: '2026-01-25', now: Date.parse('2026-01-25T15:00:00.000Z') });
    expect(content?.days.map(({ date }) => date.slice(8))).toEqual(['20', '21', '22', '23']);
  });

  it.each([
    ['before Sunday 10:00 Eastern', ROWS, { now: AFTER - 1 }, 'scheduled'],
    ['from Sunday 10:00 Eastern', ROWS, {}, 'present'],
    ['asked by any date of the week', ROWS, { date: '2026-01-07' }, 'present'],
    ['with no rows just after', [], {}, 'processing'],
    ['with no rows later', [], { now: AFTER + 86_400_000 }, 'no_data'],
    ['with an earlier week', ROWS, { date: '2026-01-18' }, 'stale'],
  ])('%s', (_when, rows, change, state) => {
    const report = review(rows, change);
    expect(report.state).toBe(state);
    expect(report.has_content).toBe(state === 'present' || state === 'stale');
    expect(report.content === null).toBe(!report.has_content);
  });

  it('dates what it shows by the Sunday of the week', () => {
    expect(review(ROWS, { date: '2026-01-16' })).toMatchObject({ business_date: SUNDAY, requested_date: '2026-01-18' });
    expect(review(ROWS).scheduled_at).toBe('2026-01-11T15:00:00.000Z');
  });
});
