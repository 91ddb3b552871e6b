import * as z from 'zod';
import { type Job, type JobResult, Job as JobShape, JobResult as ResultShape } from '../../schema/api/jobs.ts';
import type { Json } from '../../schema/primitives.ts';

/** Parses JSON text of a column; what is not JSON (legacy `errors` were plain text at times) stays a string. */
export function jsonColumn(text: string | null): Json {
  if (text === null || text === '') return null;
  try {
    // What JSON.parse yields is JSON: to check it once more would take longer than the query did.
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

const JsonColumn = z.string().nullable().transform(jsonColumn);

const asList = (value: Json): Json[] => (Array.isArray(value) ? value : value === null ? [] : [value]);

const asRecord = (value: Json): Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : value === null ? {} : { value };

/** A row of job_executions, ours or a legacy one, as the API shows it. */
export const JobRow = JobShape.extend({
  errors: JsonColumn.transform(asList),
  metadata: JsonColumn.transform(asRecord),
}).transform((row): Job => row);

export const JOB_COLUMNS = Object.keys(JobShape.shape).join(', ');

/** A row of scheduled_job_results without a report's body. */
export const ResultRow = ResultShape.extend({
  signals: JsonColumn.transform((value) => (value === null ? null : asList(value))),
}).transform((row): JobResult => row);

export const RESULT_COLUMNS = Object.keys(ResultShape.shape).join(', ');
