import type { Job } from '../../schema/api/jobs.ts';
import { JOB_COLUMNS, JobRow } from './job-rows.ts';
import { EXECUTIONS, type HistoryFilter, laneParameters, type Position, RESULTS_OF_SYMBOL } from './lanes.ts';
import { NEWEST_EXECUTIONS, newestParameters } from './newest-executions.ts';
import { idOf, newestFirst } from './newest-first.ts';
import { readRow } from './read-row.ts';

const ROWS = `
SELECT ${JOB_COLUMNS} FROM page CROSS JOIN job_executions AS job WHERE job.id = ${idOf('page.position')}`;

const HISTORY = newestFirst(EXECUTIONS) + ROWS;
const HISTORY_OF_SYMBOL = newestFirst(RESULTS_OF_SYMBOL) + ROWS;

const newest = (a: Job, b: Job): number =>
  a.executed_at === b.executed_at ? Number(b.id) - Number(a.id) : a.executed_at < b.executed_at ? 1 : -1;

const isEmpty = (filter: HistoryFilter): boolean => Object.values(filter).every((value) => value === undefined);

/** Without a filter time alone orders the jobs; with one a merge of the lanes that match it. */
function pageOf(db: D1Database, filter: HistoryFilter, limit: number, after: Position | null): D1PreparedStatement {
  if (isEmpty(filter)) return db.prepare(NEWEST_EXECUTIONS).bind(...newestParameters(after), limit);
  const parameters = [...laneParameters(filter, after), limit];
  if (filter.symbol === undefined) return db.prepare(HISTORY).bind(...parameters);
  return db.prepare(HISTORY_OF_SYMBOL).bind(...parameters, filter.symbol);
}

/** At most `limit` jobs that match, newest first by execution time and id, those before `after` where it is given. */
export async function listJobs(
  db: D1Database,
  filter: HistoryFilter,
  limit: number,
  after: Position | null = null,
): Promise<Job[]> {
  const { results } = await pageOf(db, filter, limit, after).all();
  // The rows come in this order already; SQL promises it only with an ORDER BY, which would sort them once more.
  return results.map((row) => readRow(JobRow, row)).sort(newest);
}
