import * as z from 'zod';
import { BusinessDate } from '../primitives.ts';
import { EndOfDayReport, IntradayReport, PreMarketReport, WeeklyReport } from '../report.ts';
import { success } from './parameters.ts';

/** The dates that a report can be asked for: those for which the trading calendar has rules, with some sense to spare. */
export const FIRST_REPORT_DATE = '2000-01-01';
export const LAST_REPORT_DATE = '2199-12-31';

const WEEK_OR_DATE = 'must be an existing date, YYYY-MM-DD, or an ISO week, like 2026-W02';
const IsoWeek = z.string().regex(/^\d{4}-W\d{2}$/);

/** Whether to show an earlier date's results where there are none of the date itself. */
const stale = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((value) => value === 'true');

/** Query of GET /api/v1/reports/{pre-market,intraday,end-of-day}; `date` is today, or the last trading day. */
export const DailyReportQuery = z.strictObject({ date: BusinessDate.optional(), stale });

/** Query of GET /api/v1/reports/weekly; `date` is an ISO week or a date in it, else the last one whose Sunday has come. */
export const WeeklyReportQuery = z.strictObject({
  date: z.union([BusinessDate, IsoWeek], WEEK_OR_DATE).optional(),
  stale,
});

/** GET /api/v1/reports/:type. A report without content is an answer too: its `state` says why; while D1 is not read, what KV lacks is a 503. */
export const ReportAnswer = z.discriminatedUnion('report_type', [
  PreMarketReport.extend({ success }),
  IntradayReport.extend({ success }),
  EndOfDayReport.extend({ success }),
  WeeklyReport.extend({ success }),
]);
export type ReportAnswer = z.infer<typeof ReportAnswer>;
