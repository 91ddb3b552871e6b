import type { ReportType } from '../../schema/report.ts';
import { weekOf } from '../domain/eastern.ts';
import { type Material, NO_MATERIAL } from '../domain/reports/build.ts';
import { dayRuns, type StoredRun } from '../domain/reports/day-parts.ts';
import { type Moves, movesIn } from '../domain/reports/end-of-day.ts';
import { datesBefore, lastDayRuns, lastWeek, PART_OF, symbolDays } from '../domain/reports/select.ts';
import type { SymbolDay } from '../domain/reports/weekly.ts';
import { slotExecutionKey, slotOf } from '../domain/slots.ts';
import { keptRuns } from './analysis-values.ts';
import { archivedReport, lastAnalyses, type RunHead, symbolDaysBetween, withResults } from './report-queries.ts';

type DailyType = Exclude<ReportType, 'weekly'>;

const ofRuns = (runs: readonly StoredRun[], moves: Moves = null): Material | null =>
  runs.length === 0 ? null : { ...NO_MATERIAL, runs, moves };
const ofWeek = (week: readonly SymbolDay[]): Material | null => (week.length === 0 ? null : { ...NO_MATERIAL, week });

/** The moves that the day's own summary found; a price source knows today's only. */
async function archivedMoves(db: D1Database, type: ReportType, date: string): Promise<Moves> {
  const slot = type === 'end-of-day' ? slotOf(type, date) : null;
  return slot && movesIn(await archivedReport(db, await slotExecutionKey(slot, 'report')));
}

/** The runs of one date that count for its reports, with their results. */
async function dayInD1(db: D1Database, type: DailyType, heads: readonly RunHead[]): Promise<Material | null> {
  const date = heads[0]?.run.execution.execution_date;
  if (date === undefined) return null;
  const counting = new Set<StoredRun | null>(
    Object.values(
      dayRuns(
        date,
        heads.map(({ run }) => run),
      ),
    ),
  );
  const [runs, moves] = await Promise.all([
    withResults(
      db,
      heads.filter(({ run }) => counting.has(run)),
    ),
    archivedMoves(db, type, date),
  ]);
  return ofRuns(runs, moves);
}

/** What D1 holds for a report on a business date; null where that is nothing. */
export async function materialInD1(db: D1Database, type: ReportType, date: string): Promise<Material | null> {
  if (type !== 'weekly') return dayInD1(db, type, await lastAnalyses(db, [date]));
  const week = weekOf(date);
  return ofWeek(await symbolDaysBetween(db, week[0] ?? date, week.at(-1) ?? date));
}

/** What D1 last held for a report before a business date; null where that is nothing, or too long ago. */
export async function staleMaterialInD1(db: D1Database, type: ReportType, date: string): Promise<Material | null> {
  const dates = datesBefore(type, date);
  const [from, to] = [dates[0] ?? date, dates.at(-1) ?? date];
  if (type === 'weekly') return ofWeek(lastWeek(await symbolDaysBetween(db, from, to)));
  const heads = await lastAnalyses(db, dates);
  const last = new Set(
    lastDayRuns(
      PART_OF[type],
      heads.map(({ run }) => run),
    ),
  );
  return dayInD1(
    db,
    type,
    heads.filter(({ run }) => last.has(run)),
  );
}

/** What KV holds for a report on a business date: of each day the last analysis only. */
export async function materialInKv(kv: KVNamespace, type: ReportType, date: string): Promise<Material | null> {
  return type === 'weekly' ? ofWeek(symbolDays(await keptRuns(kv, weekOf(date)))) : ofRuns(await keptRuns(kv, [date]));
}

/** What KV last held for a report before a business date. */
export async function staleMaterialInKv(kv: KVNamespace, type: ReportType, date: string): Promise<Material | null> {
  const runs = await keptRuns(kv, datesBefore(type, date));
  return type === 'weekly' ? ofWeek(lastWeek(symbolDays(runs))) : ofRuns(lastDayRuns(PART_OF[type], runs));
}
