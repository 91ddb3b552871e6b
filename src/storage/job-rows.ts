import { type Job, type JobResult, Job as JobShape, JobResult as ResultShape } from '../../schema/api/jobs.ts';
import type { Json } from '../../schema/primitives.ts';
import { LenientJson } from './json-columns.ts';
import { LenientInt, LenientNumber } from './lenient-numbers.ts';

const asList = (value: Json): Json[] => (Array.isArray(value) ? value : value === null ? [] : [value]);

const asRecord = (value: Json): Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : value === null ? {} : { value };

/** A row of job_executions, ours or a legacy one, as the API shows it. */
export const JobRow = JobShape.extend({
  execution_time_ms: LenientNumber,
  symbols_processed: LenientInt,
  symbols_successful: LenientInt,
  symbols_fallback: LenientInt,
  symbols_failed: LenientInt,
  success_rate: LenientNumber,
  revision: LenientInt,
  errors: LenientJson.transform(asList),
  metadata: LenientJson.transform(asRecord),
}).transform((row): Job => row);

export const JOB_COLUMNS = Object.keys(JobShape.shape).join(', ');

/** A row of scheduled_job_results without a report's body. */
export const ResultRow = ResultShape.extend({
  signals: LenientJson.transform((value) => (value === null ? null : asList(value))),
}).transform((row): JobResult => row);

export const RESULT_COLUMNS = Object.keys(ResultShape.shape).join(', ');
