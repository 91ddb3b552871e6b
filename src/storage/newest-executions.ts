import { JOB_COLUMNS } from './job-rows.ts';
import { DUSK, type Position } from './lanes.ts';

/**
 * The ?3 newest executions before (?1, ?2), newest first, from the index on their time: as many rows read as there are
 * on the page. In two steps, as SQLite does not seek by a row value that ends in a rowid; the second begins only when
 * the first, the rest of those of one instant, has not filled the page. For the `+ 0` see newest-first.ts.
 */
export const NEWEST_EXECUTIONS = `
SELECT * FROM (SELECT ${JOB_COLUMNS} FROM job_executions
  WHERE executed_at = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3 + 0)
UNION ALL
SELECT * FROM (SELECT ${JOB_COLUMNS} FROM job_executions
  WHERE executed_at < ?1 ORDER BY executed_at DESC, id DESC LIMIT ?3 + 0)
LIMIT ?3 + 0`;

/** The parameters ?1 and ?2 of `NEWEST_EXECUTIONS`. */
export const newestParameters = (after: Position | null): [at: string, id: number] =>
  after === null ? [DUSK, 0] : [after.executed_at, after.id];
