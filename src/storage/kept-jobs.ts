import { type Job, JobResult } from '../../schema/api/jobs.ts';
import type { JobCompletedData } from '../../schema/event.ts';
import type { Execution } from '../../schema/execution.ts';
import type { Result } from '../../schema/result.ts';
import { type DateRange, keptBeside, keptRuns, listKeptRuns } from './analysis-values.ts';
import { successRate } from './executions.ts';

/** An execution as KV holds it, in the API's form. */
export interface KeptJob {
  job: Job;
  results: JobResult[];
}

const jobOf = (execution: Execution): Job => ({
  ...execution,
  id: null,
  success_rate: successRate(execution),
  content_hash: null,
  created_at: null,
  persisted_at: null,
});

// Leaves out the bodies of reports.
const resultOf = (result: Result, ordinal: number): JobResult =>
  JobResult.parse({ ...result, id: null, ordinal, created_at: null });

const keptJob = ({ execution, results }: JobCompletedData): KeptJob => ({
  job: jobOf(execution),
  results: results.map(resultOf),
});

const isOf =
  (key: string) =>
  ({ execution }: JobCompletedData): boolean =>
    execution.execution_key === key;

/** The job of an execution key as KV holds it, null if it does not; `dates`: the business dates it may be of. */
export async function findKeptJob(kv: KVNamespace, key: string, dates: readonly string[]): Promise<KeptJob | null> {
  const runs = await (keptBeside(kv, key) ?? keptRuns(kv, dates));
  const found = runs.find(isOf(key));
  return found ? keptJob(found) : null;
}

/** The jobs of one value in KV, the business date that its key names, and how many bytes were read for them. */
export interface KeptDay {
  date: string;
  jobs: KeptJob[];
  bytes: number;
}

/** The jobs that KV holds: `days` of some business dates, value by value, the newest date first. */
export interface KeptJobs {
  complete: boolean;
  days: (range: DateRange) => AsyncGenerator<KeptDay>;
}

/** Lists what KV holds, once for all that is read of it. */
export async function listKeptJobs(kv: KVNamespace): Promise<KeptJobs> {
  const { complete, values } = await listKeptRuns(kv);
  const days = async function* (range: DateRange): AsyncGenerator<KeptDay> {
    for await (const { runs, ...value } of values(range)) yield { ...value, jobs: runs.map(keptJob) };
  };
  return { complete, days };
}
