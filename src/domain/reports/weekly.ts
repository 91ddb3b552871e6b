import type { WeeklyReport } from '../../../schema/report.ts';
import type { Flip, WeekDay, WeeklyContent, WeekSymbol } from '../../../schema/report-content.ts';
import type { Sentiment } from '../../../schema/result.ts';
import { isTradingDay } from '../calendar.ts';
import { isoWeek, weekOf } from '../eastern.ts';
import { reversalsIn } from '../sentiment-change.ts';
import { slotOf } from '../slots.ts';
import { average, outlookOf } from './calls.ts';
import { headOf, type Request } from './head.ts';
import { quote } from './text.ts';

/** The last result of a symbol on a business date. `error` set: it failed, for that reason. */
export interface SymbolDay {
  date: string;
  symbol: string;
  sentiment: Sentiment | null;
  confidence: number | null;
  error: string | null;
}

function weekDay(date: string, rows: readonly SymbolDay[]): WeekDay {
  const usable = rows.filter((row) => row.date === date && row.error === null);
  return {
    date,
    analysed: usable.length,
    failed: rows.filter((row) => row.date === date).length - usable.length,
    average_confidence: average(usable.map((row) => row.confidence)),
    outlook: outlookOf(usable),
  };
}

interface Series {
  symbol: WeekSymbol;
  flips: Flip[];
}

function seriesOf(symbol: string, dates: readonly string[], rows: readonly SymbolDay[]): Series {
  const usable = rows.filter((row) => row.error === null);
  const flips = reversalsIn(usable).map(({ point, from, to }) => ({ symbol, date: point.date, from, to }));
  const count = (sentiment: Sentiment) => usable.filter((row) => row.sentiment === sentiment).length;
  const days = dates.map((date) => {
    const row = rows.find((candidate) => candidate.date === date);
    if (row === undefined) return null;
    const { sentiment, confidence, error } = row;
    return { date, sentiment, confidence, error: error === null ? null : quote(error) };
  });
  const counts = { bullish: count('bullish'), bearish: count('bearish'), neutral: count('neutral') };
  const average_confidence = average(usable.map((row) => row.confidence));
  const failed = rows.length - usable.length;
  return { symbol: { symbol, days, ...counts, failed, average_confidence, flips: flips.length }, flips };
}

const NO_RUNS = { failure: null, runs: [] };

function contentOf(sunday: string, rows: readonly SymbolDay[]): WeeklyContent {
  const week = weekOf(sunday);
  const dates = week.filter((date) => isTradingDay(date) || rows.some((row) => row.date === date));
  const sorted = rows.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const bySymbol = [...Map.groupBy(sorted, (row) => row.symbol)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const series = bySymbol.map(([symbol, days]) => seriesOf(symbol, dates, days));
  return {
    week: isoWeek(sunday),
    from: week[0] ?? sunday,
    to: sunday,
    days: dates.map((date) => weekDay(date, rows)),
    symbols: series.map(({ symbol }) => symbol),
    flips: series.flatMap(({ flips }) => flips),
  };
}

/**
 * The ISO week of `request.date`, per day and symbol, once it has ended. `rows` hold at most one entry per date and
 * symbol, all of one week: the requested one, or an earlier one where the caller asks for stale results.
 */
export function weeklyReport(request: Request, rows: readonly SymbolDay[]): WeeklyReport {
  const sunday = weekOf(request.date).at(-1) ?? request.date;
  const found = weekOf(rows[0]?.date ?? request.date).at(-1) ?? sunday;
  const hasEnded = found < sunday || request.now >= (slotOf('weekly', sunday)?.at ?? 0);
  const shown = rows.length > 0 && hasEnded ? found : null;
  const head = headOf('weekly', { ...request, date: sunday }, { ...NO_RUNS, shown });
  return { report_type: 'weekly', ...head, content: shown === null ? null : contentOf(shown, rows) };
}
