import { decodeTime } from 'ulid';
import { addDays, easternDate } from '../../domain/eastern.ts';
import type { JobDetail } from '../../storage/job-queries.ts';
import { findKeptJob } from '../../storage/kept-jobs.ts';

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
  const kept = await findKeptJob(kv, reference, datesOf(reference));
  return kept && { ...kept, snapshot: null };
}
