import * as z from 'zod';
import { STATUSES } from '../execution.ts';
import { BusinessDate, Json, Label, TickerInput } from '../primitives.ts';
import { StoreSource } from '../report.ts';
import { SENTIMENTS } from '../result.ts';
import { Cursor, DEFAULT_PAGE, dateRange, inOrder, Limit, success } from './parameters.ts';

/**
 * An execution as the API shows it. Rows from before this system have nulls where they held nothing. `id` is null
 * when the answer comes from KV, which knows none.
 */
export const Job = z.object({
  id: z.int().nullable(),
  execution_key: z.string().nullable(),
  job_type: z.string(),
  report_type: z.string().nullable(),
  status: z.string(),
  execution_date: z.string().nullable(),
  executed_at: z.string(),
  execution_time_ms: z.number().nullable(),
  symbols_processed: z.int().nullable(),
  symbols_successful: z.int().nullable(),
  symbols_fallback: z.int().nullable(),
  symbols_failed: z.int().nullable(),
  success_rate: z.number().nullable(),
  errors: z.array(Json),
  metadata: z.record(z.string(), Json),
  revision: z.int().nullable(),
  content_hash: z.string().nullable(),
  created_at: z.string().nullable(),
  persisted_at: z.string().nullable(),
});
export type Job = z.infer<typeof Job>;

/** A result as the API shows it, without a report's body: that is the job's `snapshot`. */
export const JobResult = z.object({
  id: z.int().nullable(),
  ordinal: z.int(),
  result_type: z.string(),
  symbol: z.string().nullable(),
  sentiment: z.enum(SENTIMENTS).nullable(),
  confidence: z.number().nullable(),
  direction: z.string().nullable(),
  reasoning: z.string().nullable(),
  signals: z.array(Json).nullable(),
  news_count: z.int().nullable(),
  error: z.string().nullable(),
  created_at: z.string().nullable(),
});
export type JobResult = z.infer<typeof JobResult>;

/** The report a job archived. `html`: whether the snapshot route has it as a page, too. */
export const JobSnapshot = z.object({
  ordinal: z.int(),
  result_type: z.string(),
  content: Json,
  html: z.boolean(),
});
export type JobSnapshot = z.infer<typeof JobSnapshot>;

/** Query of GET /api/v1/jobs/history. */
export const HistoryQuery = z
  .strictObject({
    type: Label.optional(),
    status: z.enum(STATUSES).optional(),
    report_type: Label.optional(),
    symbol: TickerInput.optional(),
    trigger: Label.optional(),
    ...dateRange,
    limit: Limit.optional(),
    cursor: Cursor.optional(),
  })
  .check(inOrder);
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const HISTORY_PAGE = DEFAULT_PAGE;

/**
 * Newest first. `next_cursor` is null on the last page. `warnings` say what an answer of KV may lack; a page of it may
 * hold fewer jobs than wanted, or none, and not be the last.
 */
export const HistoryAnswer = z.object({
  success,
  count: z.int(),
  jobs: z.array(Job),
  next_cursor: z.string().nullable(),
  source: StoreSource,
  warnings: z.array(z.string()).optional(),
});
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

/** Query of GET /api/v1/jobs/latest. */
export const LatestQuery = z.strictObject({
  type: Label.default('analysis'),
  report_type: Label.optional(),
  date: BusinessDate.optional(),
});
export type LatestQuery = z.infer<typeof LatestQuery>;

export const LatestAnswer = z.object({ success, job: Job, source: StoreSource });
export type LatestAnswer = z.infer<typeof LatestAnswer>;

/** GET /api/v1/jobs/:id */
export const JobAnswer = z.object({
  success,
  job: Job,
  results: z.array(JobResult),
  snapshot: JobSnapshot.nullable(),
  source: StoreSource,
});
export type JobAnswer = z.infer<typeof JobAnswer>;

/** Query of GET /api/v1/jobs/:id/results. */
export const ResultsQuery = z.strictObject({ result_type: Label.optional() });
export type ResultsQuery = z.infer<typeof ResultsQuery>;

export const ResultsAnswer = z.object({ success, count: z.int(), results: z.array(JobResult), source: StoreSource });
export type ResultsAnswer = z.infer<typeof ResultsAnswer>;

/** GET /api/v1/jobs/:id/snapshot as JSON. */
export const SnapshotAnswer = z.object({ success, snapshot: JobSnapshot, source: StoreSource });
export type SnapshotAnswer = z.infer<typeof SnapshotAnswer>;
