import * as z from 'zod';
import type { Grouping } from '../../schema/api/stats.ts';

/** The least or the most of a day's; text, which others may have put there, is greater than all numbers. */
const number = (which: 'min' | 'max'): string => `${which}(CASE WHEN ${which}_ms < '' THEN ${which}_ms END)`;

/**
 * Counted in the order of the index, which sorts nothing and reads no row of the table; what comes out, some rows a
 * day, is then put together by day, type or status.
 */
const COUNT = `
SELECT CASE ?3 WHEN 'day' THEN day WHEN 'type' THEN type ELSE status END AS key, status, sum(executions) AS executions,
  sum(timed) AS timed, sum(sum_ms) AS sum_ms, ${number('min')} AS min_ms, ${number('max')} AS max_ms
FROM (
  SELECT execution_date AS day, job_type AS type, status, count(*) AS executions, count(execution_time_ms) AS timed,
    sum(execution_time_ms) AS sum_ms, min(execution_time_ms) AS min_ms, max(execution_time_ms) AS max_ms
  FROM job_executions INDEXED BY job_executions_by_date WHERE execution_date BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3)
GROUP BY 1, 2 ORDER BY 1, 2`;

const CountRow = z.object({
  key: z.string(),
  status: z.string(),
  executions: z.number(),
  timed: z.number(),
  sum_ms: z.number().nullable(),
  min_ms: z.number().nullable(),
  max_ms: z.number().nullable(),
});

/** Executions of one key and status; `timed` tells how many of them say how long they took. */
export type Count = z.infer<typeof CountRow>;

/** Counts the executions of the business dates `from` to `to`, both included, in the order of the keys. */
export async function countExecutions(db: D1Database, from: string, to: string, by: Grouping): Promise<Count[]> {
  const { results } = await db.prepare(COUNT).bind(from, to, by).all();
  return results.map((row) => CountRow.parse(row));
}
