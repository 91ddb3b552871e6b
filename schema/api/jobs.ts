import * as z from 'zod';
import { Json } from '../primitives.ts';
import { SENTIMENTS } from '../result.ts';

/** An execution as the API shows it. Rows from before this system have nulls where they held nothing. */
export const Job = z.object({
  id: z.int(),
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
  id: z.int(),
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
