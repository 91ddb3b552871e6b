import { type Job, JobResult } from '../../schema/api/jobs.ts';
import { JobCompletedData } from '../../schema/event.ts';
import type { Execution } from '../../schema/execution.ts';
import type { Result } from '../../schema/result.ts';
import { successRate } from './executions.ts';
import { ANALYSIS_PREFIX, analysisKey } from './kv-keys.ts';
import { KEYS_A_READ } from './kv-values.ts';

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

/** Values of our own producers hold the event's data word for word; others are none of this reader's. */
function keptJobs(text: string | null | undefined): KeptJob[] {
  const parsed = JobCompletedData.safeParse(jsonIn(text ?? ''));
  if (!parsed.success) return [];
  return [{ job: jobOf(parsed.data.execution), results: parsed.data.results.map(resultOf) }];
}

/** Old values need not be JSON; asked for as such, one of them would fail the whole read. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const newest = (a: KeptJob, b: KeptJob): number => (a.job.executed_at < b.job.executed_at ? 1 : -1);

/** The jobs that KV holds for a business date, newest first. */
export async function keptJobsOf(kv: KVNamespace, date: string): Promise<KeptJob[]> {
  return keptJobs(await kv.get(analysisKey(date), 'text')).sort(newest);
}

const MAX_LIST_PAGES = 10;

const DATED_KEY = new RegExp(`^${ANALYSIS_PREFIX}(\\d{4}-\\d{2}-\\d{2})$`);

/** The business dates under which KV holds an analysis, newest first. */
async function keptDates(kv: KVNamespace): Promise<string[]> {
  const dates: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_LIST_PAGES; page++) {
    const listing: KVNamespaceListResult<unknown> = await kv.list({ prefix: ANALYSIS_PREFIX, cursor });
    dates.push(...listing.keys.flatMap(({ name }) => DATED_KEY.exec(name)?.[1] ?? []));
    if (listing.list_complete) break;
    cursor = listing.cursor;
  }
  return dates.sort().reverse();
}

/** All jobs that KV holds between two business dates, by date, the newest date first. */
export async function* listKeptJobs(
  kv: KVNamespace,
  { from = '', to = '~' }: { from?: string | undefined; to?: string | undefined },
): AsyncGenerator<KeptJob[]> {
  const dates = (await keptDates(kv)).filter((date) => from <= date && date <= to);
  for (let start = 0; start < dates.length; start += KEYS_A_READ) {
    const keys = dates.slice(start, start + KEYS_A_READ).map(analysisKey);
    const values = await kv.get(keys, 'text');
    for (const key of keys) yield keptJobs(values.get(key)).sort(newest);
  }
}
