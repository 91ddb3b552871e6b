import type { Job } from '../../schema/api/jobs.ts';
import { EXECUTIONS, RESULTS_OF_SYMBOL } from './facets.ts';
import { JOB_COLUMNS, JobRow } from './job-rows.ts';
import { type HistoryFilter, laneParameters, type Position } from './lanes.ts';
import { idOf, newestFirst } from './newest-first.ts';

const ROWS = `
SELECT ${JOB_COLUMNS} FROM page CROSS JOIN job_executions AS job WHERE job.id = ${idOf('page.position')}`;

const HISTORY = newestFirst(EXECUTIONS) + ROWS;
const HISTORY_OF_SYMBOL = newestFirst(RESULTS_OF_SYMBOL) + ROWS;

const newest = (a: Job, b: Job): number =>
  a.executed_at === b.executed_at ? Number(b.id) - Number(a.id) : a.executed_at < b.executed_at ? 1 : -1;

/** At most `limit` jobs that match, newest first by execution time and id, those before `after` where it is given. */
export async function listJobs(
  db: D1Database,
  filter: HistoryFilter,
  limit: number,
  after: Position | null = null,
): Promise<Job[]> {
  const parameters = [...laneParameters(filter, after), limit];
  const statement =
    filter.symbol === undefined
      ? db.prepare(HISTORY).bind(...parameters)
      : db.prepare(HISTORY_OF_SYMBOL).bind(...parameters, filter.symbol);
  const { results } = await statement.all();
  // The rows come in this order already; SQL promises it only with an ORDER BY, which would sort them once more.
  return results.map((row) => JobRow.parse(row)).sort(newest);
}
