import type { IRequest } from 'itty-router';
import {
  DailyReportQuery,
  FIRST_REPORT_DATE,
  LAST_REPORT_DATE,
  type ReportAnswer,
  WeeklyReportQuery,
} from '../../schema/api/reports.ts';
import { REPORT_TYPES, type Report, ReportType } from '../../schema/report.ts';
import { isTradingDay, previousTradingDay } from '../domain/calendar.ts';
import { addDays, datesOfIsoWeek, easternDate, weekdayOf } from '../domain/eastern.ts';
import { buildReport, type Material, NO_MATERIAL } from '../domain/reports/build.ts';
import { PART_OF } from '../domain/reports/select.ts';
import { materialInD1, materialInKv, staleMaterialInD1, staleMaterialInKv } from '../storage/report-material.ts';
import type { ApiContext, Handler } from './context.ts';
import { badParameter, parseQuery } from './input.ts';
import { notFound } from './problem.ts';
import { answerJson } from './respond.ts';
import { type Found, readStores } from './stores.ts';
import { startTiming, type Timing } from './timing.ts';

/** Which report is asked for. */
export interface Wanted {
  type: ReportType;
  date: string;
  stale: boolean;
}

/** The day whose reports people mean when they name none: today, or when the exchange is closed the last trading day. */
const lastBusinessDay = (today: string): string => (isTradingDay(today) ? today : previousTradingDay(today));

const lastSunday = (today: string): string => addDays(today, -(weekdayOf(today) % 7));

function weekDate(date: string): string {
  if (!date.includes('W')) return date;
  const sunday = datesOfIsoWeek(date)?.at(-1);
  if (sunday === undefined) throw badParameter('date', 'is a week that its year does not have');
  return sunday;
}

/** Reads what report the query asks for. `now` is epoch ms. */
export function wantedReport(request: IRequest, type: ReportType, now: number): Wanted {
  const query = parseQuery(type === 'weekly' ? WeeklyReportQuery : DailyReportQuery, request);
  const today = easternDate(now);
  const date = query.date === undefined ? null : weekDate(query.date);
  if (date !== null && (date < FIRST_REPORT_DATE || date > LAST_REPORT_DATE)) {
    throw badParameter('date', `must be from ${FIRST_REPORT_DATE} to ${LAST_REPORT_DATE}`);
  }
  return { type, stale: query.stale, date: date ?? (type === 'weekly' ? lastSunday(today) : lastBusinessDay(today)) };
}

type Suffices = (kept: Material | null) => boolean;

const stored = (context: ApiContext, timing: Timing, { type, date }: Wanted, suffices: Suffices) =>
  readStores<Material>(context, timing, {
    d1: (db) => materialInD1(db, type, date),
    kv: (kv) => materialInKv(kv, type, date),
    kvWhenMissing: true,
    suffices,
  });

const storedBefore = (context: ApiContext, timing: Timing, { type, date }: Wanted, suffices: Suffices) =>
  readStores<Material>(context, timing, {
    d1: (db) => staleMaterialInD1(db, type, date),
    kv: (kv) => staleMaterialInKv(kv, type, date),
    kvWhenMissing: true,
    suffices,
  });

/** Whether the report's own run is among what it was built from: what came of it, or why nothing did. */
const tellsItsRun = ({ report_type, has_content, runs }: Report): boolean =>
  has_content || (report_type !== 'weekly' && runs.some(({ part }) => part === PART_OF[report_type]));

/** Builds a report from what is stored now; an earlier date's only where that was asked for. Writes nothing. */
export async function readReport(context: ApiContext, timing: Timing, wanted: Wanted): Promise<Report> {
  const { type, date } = wanted;
  const now = context.now();
  const build = ({ value, source }: Found<Material>): Report =>
    buildReport(type, { date, now, source: value && source }, value ?? NO_MATERIAL);
  const suffices: Suffices = (value) => tellsItsRun(build({ value, source: 'kv' }));
  const report = build(await stored(context, timing, wanted, (kept) => wanted.stale || suffices(kept)));
  if (report.has_content || !wanted.stale) return report;
  const before = await storedBefore(context, timing, wanted, (kept) => tellsItsRun(report) || suffices(kept));
  return before.value === null ? report : build(before);
}

/** What a report says, whenever it is built. */
export const substance = (of: Report): string => JSON.stringify({ ...of, generated_at: null });

/** GET /api/v1/reports/:type */
export const report: Handler = async (request, context) => {
  const timing = startTiming();
  const type = ReportType.safeParse(request.params['type']).data;
  if (type === undefined) throw notFound(`There is no such report; there are ${REPORT_TYPES.join(', ')}.`);
  const wanted = wantedReport(request, type, context.now());
  const found = await readReport(context, timing, wanted);
  const body: ReportAnswer = { success: true, ...found };
  return answerJson(request, timing, body, {}, substance(found));
};
