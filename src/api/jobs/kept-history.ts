import type { Job } from '../../../schema/api/jobs.ts';
import { addDays } from '../../domain/eastern.ts';
import { type KeptJob, listKeptJobs } from '../../storage/kept-jobs.ts';
import type { HistoryFilter } from '../../storage/lanes.ts';

const matches =
  ({ type, status, report_type, trigger, symbol }: HistoryFilter) =>
  ({ job, results }: KeptJob): boolean =>
    (type === undefined || job.job_type === type) &&
    (status === undefined || job.status === status) &&
    (report_type === undefined || job.report_type === report_type) &&
    (trigger === undefined || job.metadata['trigger_source'] === trigger) &&
    (symbol === undefined || results.some((result) => result.symbol === symbol));

const keyOf = (job: Job): string => job.execution_key ?? '';

const newest = (a: Job, b: Job): number =>
  a.executed_at === b.executed_at ? (keyOf(a) < keyOf(b) ? 1 : -1) : a.executed_at < b.executed_at ? 1 : -1;

interface After {
  at: string;
  key: string | null;
}

const isAfter = (after: After | null, job: Job): boolean =>
  after === null ||
  job.executed_at < after.at ||
  (job.executed_at === after.at && after.key !== null && keyOf(job) < after.key);

/** A run can carry the date of a neighbouring day. */
const NEIGHBOURS = 2;

/** The last business date that a job after a place can be of. */
function lastDate(to: string | undefined, after: After | null): string | undefined {
  const last = after && addDays(after.at.slice(0, 10), NEIGHBOURS);
  return last !== null && (to === undefined || last < to) ? last : to;
}

/** What KV can tell of a history: the last analysis of each date, as long as it has not expired. */
export async function listKeptHistory(
  kv: KVNamespace,
  filter: HistoryFilter,
  limit: number,
  after: After | null,
): Promise<Job[]> {
  const found: Job[] = [];
  for await (const kept of listKeptJobs(kv, { from: filter.from, to: lastDate(filter.to, after) })) {
    found.push(...kept.filter(matches(filter)).flatMap(({ job }) => (isAfter(after, job) ? [job] : [])));
    const [oldest] = kept.map(({ job }) => job.execution_date);
    const last = found.sort(newest)[limit - 1];
    // What is older can no longer be among the first.
    if (last && oldest && oldest < addDays(last.executed_at.slice(0, 10), -NEIGHBOURS)) break;
  }
  return found.slice(0, limit);
}
