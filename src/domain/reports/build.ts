import type { Report, ReportType } from '../../../schema/report.ts';
import { dayRuns, type StoredRun } from './day-parts.ts';
import { endOfDayReport, type Moves } from './end-of-day.ts';
import type { Request } from './head.ts';
import { intradayReport } from './intraday.ts';
import { preMarketReport } from './pre-market.ts';
import { type SymbolDay, weeklyReport } from './weekly.ts';

/**
 * What the stores hold for a report: the runs of one business date, or for the weekly review the days of one week.
 * `moves` matters at the end of the day only.
 */
export interface Material {
  runs: readonly StoredRun[];
  week: readonly SymbolDay[];
  moves: Moves;
}

export const NO_MATERIAL: Material = { runs: [], week: [], moves: null };

/** The report of that type, from what is stored. */
export function buildReport(type: ReportType, request: Request, { runs, week, moves }: Material): Report {
  const day = dayRuns(runs[0]?.execution.execution_date ?? request.date, runs);
  switch (type) {
    case 'pre-market':
      return preMarketReport(request, { morning: day.morning });
    case 'intraday':
      return intradayReport(request, { morning: day.morning, midday: day.midday });
    case 'end-of-day':
      return endOfDayReport(request, day, moves);
    case 'weekly':
      return weeklyReport(request, week);
  }
}
