import type { Job } from '../../../schema/api/jobs.ts';
import { BusinessDate } from '../../../schema/primitives.ts';
import { addDays } from '../../domain/eastern.ts';
import { type KeptJob, type KeptJobs, listKeptJobs } from '../../storage/kept-jobs.ts';
import { MAX_VALUE_BYTES } from '../../storage/kv-values.ts';
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

/** A run can carry the date of a neighbouring day. */
const NEIGHBOURS = 2;

/** The date `days` later; after every date where years have no four digits any more. */
function later(date: string, days: number): string {
  const moved = addDays(date, days);
  return moved < date ? '~' : moved;
}

/**
 * When a job counts as run in the history of KV: as it says, but in the days about its date. Old values can carry any
 * time, and only the keys' dates tell which of them a page has to read.
 */
export function keptAt({ executed_at, execution_date }: Job): string {
  if (execution_date === null) return executed_at;
  const first = `${addDays(execution_date, -NEIGHBOURS)}T00:00:00.000Z`;
  const last = `${later(execution_date, NEIGHBOURS)}T23:59:59.999Z`;
  return executed_at < first ? first : executed_at > last ? last : executed_at;
}

function newest(a: Job, b: Job): number {
  const [one, other] = [keptAt(a), keptAt(b)];
  return one === other ? (keyOf(a) < keyOf(b) ? 1 : -1) : one < other ? 1 : -1;
}

/** A place in a history. Only D1 gives an id: there those of one instant stand in another order. */
export interface After {
  at: string;
  id: number | null;
  key: string | null;
}

function isAfter(after: After | null, job: Job): boolean {
  if (after === null) return true;
  const at = keptAt(job);
  if (at !== after.at) return at < after.at;
  // Of those that D1 may have given all but the last come once more, rather than to leave one out.
  return after.id === null ? after.key !== null && keyOf(job) < after.key : keyOf(job) !== after.key;
}

/** The last business date that a job after a place can be of; a place that D1 gave may name no date. */
function lastDate(to: string | undefined, after: After | null): string | undefined {
  const date = BusinessDate.safeParse(after?.at.slice(0, 10)).data;
  const last = date && later(date, NEIGHBOURS);
  return last !== undefined && (to === undefined || last < to) ? last : to;
}

/** After so much no further date is begun for one page. */
interface MostRead {
  values: number;
  bytes: number;
}

/** Four years of trading days, unless they are large. */
const MOST: MostRead = { values: 1000, bytes: 2 * MAX_VALUE_BYTES };

/** A page that stopped reading resumes so many days further on than a date that it had not begun. */
const OVERLAP_DAYS = NEIGHBOURS + 1;
/** Days that a page covers at least, so that the next one begins earlier than this one did. */
const MIN_DAYS = OVERLAP_DAYS + NEIGHBOURS + 1;

export interface KeptHistory {
  jobs: Job[];
  /** Where what was not read begins; null when all was, or more jobs follow than are wanted. */
  rest: After | null;
  /** Whether all keys of KV were looked at. */
  complete: boolean;
}

/** What KV can tell of a history: the values of analyses, as long as they have not expired. */
export async function readKeptHistory(
  { complete, days }: KeptJobs,
  filter: HistoryFilter,
  limit: number,
  after: After | null,
  most: MostRead = MOST,
): Promise<KeptHistory> {
  const range = { from: filter.from, to: lastDate(filter.to, after) };
  const found: Job[] = [];
  let first: string | null = null;
  const read: MostRead = { values: 0, bytes: 0 };
  for await (const { date, jobs, bytes } of days(range)) {
    first ??= date;
    const last = found[limit - 1];
    // What is older can no longer be among the first.
    if (last && date < addDays(keptAt(last).slice(0, 10), -NEIGHBOURS)) break;
    if ((read.values >= most.values || read.bytes >= most.bytes) && later(date, MIN_DAYS) <= first) {
      // Of the days from here on every job was read, of those before perhaps not.
      const at = `${addDays(date, OVERLAP_DAYS)}T`;
      return { jobs: found.filter((job) => keptAt(job) >= at), rest: { at, id: null, key: null }, complete };
    }
    found.push(...jobs.filter(matches(filter)).flatMap(({ job }) => (isAfter(after, job) ? [job] : [])));
    found.sort(newest).splice(limit);
    read.values += 1;
    read.bytes += bytes;
  }
  return { jobs: found, rest: null, complete };
}

/** So many pages are read for the newest job of a filter; it is asked for as well when D1 says that there is none. */
const MAX_PAGES = 3;

/** The newest job that KV holds of a filter; null where its last values hold none. */
export async function newestKept(kv: KVNamespace, filter: HistoryFilter): Promise<Job | null> {
  const kept = await listKeptJobs(kv);
  let after: After | null = null;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { jobs, rest }: KeptHistory = await readKeptHistory(kept, filter, 1, after);
    if (jobs[0]) return jobs[0];
    if (rest === null) return null;
    after = rest;
  }
  return null;
}
