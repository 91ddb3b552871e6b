import * as z from 'zod';
import { Status } from './execution.ts';
import { BusinessDate, Instant } from './primitives.ts';
import { EndOfDayContent, IntradayContent, PreMarketContent, WeeklyContent } from './report-content.ts';

/** The reports, which are also the slots of the day that runs are scheduled for. */
export const REPORT_TYPES = ['pre-market', 'intraday', 'end-of-day', 'weekly'] as const;
export const ReportType = z.enum(REPORT_TYPES);
export type ReportType = z.infer<typeof ReportType>;

/**
 * Whether a report shows what was asked for. `scheduled`: its time is yet to come. `processing`: its run may be under
 * way. `present`: its results are stored. `stale`: an earlier date's results, shown because the caller asked for them
 * in that case. `no_data`: nothing was stored, or the exchange was closed.
 */
export const REPORT_STATES = ['scheduled', 'processing', 'present', 'stale', 'no_data'] as const;
export const ReportState = z.enum(REPORT_STATES);
export type ReportState = z.infer<typeof ReportState>;

/** Which store answered a read. While D1 has no answer, KV has one as far as it can. */
export const StoreSource = z.enum(['d1', 'kv']);
export type StoreSource = z.infer<typeof StoreSource>;

/** A run that the report was built from. */
export const ReportRun = z.object({
  part: z.enum(['morning', 'midday', 'close']),
  execution_key: z.string().nullable(),
  job_type: z.string(),
  status: Status,
  executed_at: z.string(),
});
export type ReportRun = z.infer<typeof ReportRun>;

/**
 * What every report says of itself. `business_date` is the US Eastern date of what is shown (for the weekly review
 * the Sunday that ends the week), `requested_date` the one that was asked for; `source` is null without content.
 */
const Head = z.object({
  business_date: BusinessDate,
  requested_date: BusinessDate,
  state: ReportState,
  has_content: z.boolean(),
  source: StoreSource.nullable(),
  scheduled_at: Instant.nullable(),
  generated_at: Instant,
  notice: z.string().nullable(),
  runs: z.array(ReportRun),
});
export type ReportHead = z.infer<typeof Head>;

export const PreMarketReport = Head.extend({
  report_type: z.literal('pre-market'),
  content: PreMarketContent.nullable(),
});
export type PreMarketReport = z.infer<typeof PreMarketReport>;

export const IntradayReport = Head.extend({
  report_type: z.literal('intraday'),
  content: IntradayContent.nullable(),
});
export type IntradayReport = z.infer<typeof IntradayReport>;

export const EndOfDayReport = Head.extend({
  report_type: z.literal('end-of-day'),
  content: EndOfDayContent.nullable(),
});
export type EndOfDayReport = z.infer<typeof EndOfDayReport>;

export const WeeklyReport = Head.extend({
  report_type: z.literal('weekly'),
  content: WeeklyContent.nullable(),
});
export type WeeklyReport = z.infer<typeof WeeklyReport>;

export const Report = z.discriminatedUnion('report_type', [
  PreMarketReport,
  IntradayReport,
  EndOfDayReport,
  WeeklyReport,
]);
export type Report = z.infer<typeof Report>;
