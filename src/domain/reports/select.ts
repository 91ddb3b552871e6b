import type { ReportType } from '../../../schema/report.ts';
import { addDays, datesBetween, isoWeek, weekOf } from '../eastern.ts';
import { resultsBySymbol } from './calls.ts';
import { type DayPart, dayRuns, type StoredRun } from './day-parts.ts';
import type { SymbolDay } from './weekly.ts';

/** The run that each of the daily reports is about. */
export const PART_OF: Readonly<Record<Exclude<ReportType, 'weekly'>, DayPart>> = {
  'pre-market': 'morning',
  intraday: 'midday',
  'end-of-day': 'close',
};

/** Who asks for stale results gets those of the last two weeks, or of the last four for the weekly review. */
const STALE_DAYS = 14;
const STALE_WEEKS = 4;

/** The dates that stale results may be of, oldest first. */
export function datesBefore(type: ReportType, date: string): string[] {
  if (type !== 'weekly') return datesBetween(addDays(date, -STALE_DAYS), addDays(date, -1));
  const monday = weekOf(date)[0] ?? date;
  return datesBetween(addDays(monday, -7 * STALE_WEEKS), addDays(monday, -1));
}

/** Of runs without their results: those of the last date on which the report's own run did not fail. */
export function lastDayRuns<Run extends StoredRun>(part: DayPart, runs: readonly Run[]): Run[] {
  const dates = [...Map.groupBy(runs, (run) => run.execution.execution_date)];
  const newestFirst = dates.toSorted(([a], [b]) => (a < b ? 1 : -1));
  const isUsable = (run: StoredRun | null): boolean => run !== null && run.execution.status !== 'failed';
  return newestFirst.find(([date, ofDate]) => isUsable(dayRuns(date, ofDate)[part]))?.[1] ?? [];
}

/** Of the days of several weeks, sorted by date: those of the last week. */
export function lastWeek(days: readonly SymbolDay[]): SymbolDay[] {
  const last = days.at(-1);
  return last === undefined ? [] : days.filter(({ date }) => isoWeek(date) === isoWeek(last.date));
}

const byTime = (a: StoredRun, b: StoredRun): number => (a.execution.executed_at < b.execution.executed_at ? -1 : 1);

/** What the runs last said of each symbol on each date, sorted by date. */
export function symbolDays(runs: readonly StoredRun[]): SymbolDay[] {
  const last = new Map<string, SymbolDay>();
  for (const run of runs.toSorted(byTime)) {
    const date = run.execution.execution_date;
    for (const [symbol, { sentiment, confidence, error }] of resultsBySymbol(run)) {
      last.set(`${date} ${symbol}`, { date, symbol, sentiment, confidence, error });
    }
  }
  return [...last].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}
