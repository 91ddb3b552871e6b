import * as z from 'zod';
import { BusinessDate, Instant, Json, Label } from './primitives.ts';

export const STATUSES = ['success', 'partial', 'failed'] as const;
export const Status = z.enum(STATUSES);
export type Status = z.infer<typeof Status>;

/** The plan and old producers say `failure`; stored as `failed`. */
export const StatusInput = z
  .enum([...STATUSES, 'failure'])
  .transform((value): Status => (value === 'failure' ? 'failed' : value));

const Count = z.int().nonnegative();

/** Where a run came from. `trigger_source` is the edge's word (cron, manual, github-actions, api, backfill), kept raw. */
export const ExecutionMetadata = z
  .looseObject({
    trigger_source: Label,
    source: z.string().min(1).max(64),
    workflow_run_id: z.string().max(256).optional(),
    original_key: z.string().max(1024).optional(),
  })
  .catchall(Json);
export type ExecutionMetadata = z.infer<typeof ExecutionMetadata>;

/**
 * One run of a job.
 * `execution_key` names the run; `revision` is the producer's completion time in epoch ms and orders two
 * accounts of the same run; `execution_date` is the US Eastern business date, decided by the producer.
 */
export const Execution = z.object({
  execution_key: z.string().min(1).max(768),
  job_type: Label,
  report_type: Label.nullable(),
  status: StatusInput,
  execution_date: BusinessDate,
  executed_at: Instant,
  revision: z.int().nonnegative(),
  execution_time_ms: z.number().nonnegative().nullable(),
  symbols_processed: Count,
  symbols_successful: Count,
  symbols_fallback: Count,
  symbols_failed: Count,
  errors: z.array(z.string()),
  metadata: ExecutionMetadata,
});
export type Execution = z.infer<typeof Execution>;
