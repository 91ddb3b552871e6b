import * as z from 'zod';

/** The reports, which are also the slots of the day that runs are scheduled for. */
export const REPORT_TYPES = ['pre-market', 'intraday', 'end-of-day', 'weekly'] as const;
export const ReportType = z.enum(REPORT_TYPES);
export type ReportType = z.infer<typeof ReportType>;
