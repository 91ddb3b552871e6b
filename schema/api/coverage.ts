import * as z from 'zod';
import { Instant } from '../primitives.ts';
import { ReportType } from '../report.ts';
import { dateRange, inOrder, success } from './parameters.ts';

/** Days that coverage may span. */
export const MAX_COVERAGE_DAYS = 92;

/** Query of GET /api/v1/jobs/coverage; without dates the last seven days up to today, US Eastern. */
export const CoverageQuery = z.strictObject(dateRange).check(inOrder);
export type CoverageQuery = z.infer<typeof CoverageQuery>;

/** `running`: no run is stored yet, and one may be under way. */
export const COVERAGE_STATES = ['scheduled', 'running', 'on_time', 'late', 'partial', 'failed', 'missed'] as const;
export const CoverageState = z.enum(COVERAGE_STATES);
export type CoverageState = z.infer<typeof CoverageState>;

/** The run that decided what became of a slot. */
export const CoverageJob = z.object({
  id: z.int(),
  execution_key: z.string().nullable(),
  job_type: z.string(),
  report_type: z.string().nullable(),
  status: z.string(),
  executed_at: z.string(),
  execution_time_ms: z.number().nullable(),
});

/** An expected run, and what became of it. Partial and failed runs can be late as well. */
export const CoverageSlot = z.object({
  slot: ReportType,
  date: z.string(),
  scheduled_at: Instant,
  state: CoverageState,
  late: z.boolean(),
  job: CoverageJob.nullable(),
});
export type CoverageSlot = z.infer<typeof CoverageSlot>;

/** Oldest first. `counts` has how many slots are in each state, `missed` lists those without a run. */
export const CoverageAnswer = z.object({
  success,
  from: z.string(),
  to: z.string(),
  expected: z.int(),
  counts: z.record(CoverageState, z.int()),
  missed: z.array(CoverageSlot.pick({ slot: true, date: true, scheduled_at: true })),
  slots: z.array(CoverageSlot),
  source: z.literal('d1'),
});
export type CoverageAnswer = z.infer<typeof CoverageAnswer>;
