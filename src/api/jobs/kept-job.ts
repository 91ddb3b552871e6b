import { decodeTime } from 'ulid';
import { addDays, easternDate } from '../../domain/eastern.ts';
import { keptJobsOf } from '../../storage/analysis-values.ts';
import type { JobDetail } from '../../storage/job-queries.ts';

/** The business dates that an execution key may be of: a ULID tells its time, the key of a KV value its date. */
function datesOf(key: string): string[] {
  const named = /\d{4}-\d{2}-\d{2}/.exec(key)?.[0];
  if (named !== undefined) return [named];
  try {
    const date = easternDate(decodeTime(key));
    return [date, addDays(date, -1), addDays(date, 1)];
  } catch {
    return [];
  }
}

/** The job of an execution key as KV holds it, null if it does not. KV knows no integer ids. */
export async function keptJob(kv: KVNamespace, reference: string): Promise<JobDetail | null> {
  for (const date of datesOf(reference)) {
    const kept = (await keptJobsOf(kv, date)).find(({ job }) => job.execution_key === reference);
    if (kept) return { ...kept, snapshot: null };
  }
  return null;
}
