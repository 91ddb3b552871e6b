import * as z from 'zod';
import { Flags } from './flags.ts';

/** The counters that the metrics stand on are kept so long. */
export const MAX_METRIC_DAYS = 90;
const OUT_OF_RANGE = `must be a whole number from 1 to ${MAX_METRIC_DAYS}`;

export const MetricDays = z
  .string()
  .regex(/^[1-9]\d?$/, OUT_OF_RANGE)
  .transform(Number)
  .pipe(z.number().max(MAX_METRIC_DAYS, OUT_OF_RANGE));

/** Query of GET /api/v1/health: over how many days of 24 hours the metrics are. */
export const HealthQuery = z.strictObject({ days: MetricDays.default(1) });

/**
 * The plan's success metrics over a window, the last 24 hours unless another is asked for. `completeness`: what is stored, of what was accepted and is not
 * under way. `history_p95`: of history queries in the database. `d1_write_success`: of attempts to store an event.
 * `kv_reads_avoided`: reads that the database answered alone. `dashboard_load_p95`: from the navigation to the first
 * jobs on the screen.
 */
export const MetricName = z.enum([
  'completeness',
  'history_p95',
  'd1_write_success',
  'kv_reads_avoided',
  'dashboard_load_p95',
]);
export type MetricName = z.infer<typeof MetricName>;

/** `unknown`: nothing was observed. `rollback`: past the value at which the plan rolls back. */
export const MetricStatus = z.enum(['met', 'missed', 'rollback', 'unknown']);
export type MetricStatus = z.infer<typeof MetricStatus>;

/** A percentile is the upper bound of the bucket it falls into. */
export const SuccessMetric = z.object({
  name: MetricName,
  unit: z.enum(['ratio', 'ms']),
  value: z.number().nullable(),
  samples: z.int(),
  target: z.number(),
  rollback: z.number().nullable(),
  status: MetricStatus,
});
export type SuccessMetric = z.infer<typeof SuccessMetric>;

/** What is under way or waits. `outbox` counts up to 1000; null is what could not be learnt. */
export const PipelineState = z.object({
  queue_backlog: z.int().nullable(),
  outbox: z.int().nullable(),
  dead_letters_open: z.int(),
  oldest_dead_letter_at: z.string().nullable(),
});
export type PipelineState = z.infer<typeof PipelineState>;

/**
 * GET /api/v1/health: 200, or 503 with the same body while a binding does not answer (`queue`: null where the platform
 * does not tell, which is no fault). `pipeline` and `metrics` are for
 * who may read, and absent for others.
 */
export const HealthAnswer = z.object({
  success: z.boolean(),
  status: z.enum(['ok', 'degraded']),
  bindings: z.object({ d1: z.boolean(), kv: z.boolean(), queue: z.literal(true).nullable() }),
  flags: Flags,
  pipeline: PipelineState.nullable().optional(),
  metrics: z.array(SuccessMetric).nullable().optional(),
});
export type HealthAnswer = z.infer<typeof HealthAnswer>;
