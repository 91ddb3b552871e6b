import * as z from 'zod';
import { dateRange, inOrder, success } from './parameters.ts';

/** Days that statistics may span. */
export const MAX_STATS_DAYS = 731;

export const GROUPINGS = ['day', 'type', 'status'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Query of GET /api/v1/jobs/stats; without dates the last 30 days up to today, US Eastern. */
export const StatsQuery = z.strictObject({ ...dateRange, group_by: z.enum(GROUPINGS).default('day') }).check(inOrder);
export type StatsQuery = z.infer<typeof StatsQuery>;

/**
 * Executions counted. `success_rate` is the share of `success`, 0–1, null without executions. Durations are
 * milliseconds, of the executions that tell theirs.
 */
export const Stats = z.object({
  executions: z.int(),
  success: z.int(),
  partial: z.int(),
  failed: z.int(),
  success_rate: z.number().nullable(),
  average_ms: z.number().nullable(),
  min_ms: z.number().nullable(),
  max_ms: z.number().nullable(),
});
export type Stats = z.infer<typeof Stats>;

/** `key` is a business date, a job type or a status. Only what has executions is listed, in the order of the keys. */
export const StatsAnswer = z.object({
  success,
  from: z.string(),
  to: z.string(),
  group_by: z.enum(GROUPINGS),
  total: Stats,
  groups: z.array(Stats.extend({ key: z.string() })),
  source: z.literal('d1'),
});
export type StatsAnswer = z.infer<typeof StatsAnswer>;
