import * as z from 'zod';
import { DAY_BEGINS, EXECUTIONS, FACETS, kinds } from './facets.ts';

/** Dates that are counted together, both included. */
export interface Period {
  key: string;
  from: string;
  to: string;
}

/** How executions are told apart: by period, job type or status. */
export type CountedBy = 'period' | 'type' | 'status';

const begins = (date: string, days: string): string => `date(${date}, (${days}) || ' days') || '${DAY_BEGINS}'`;

/**
 * One count of an index range for each facets and period: grouping the rows themselves would sort them. Rows whose
 * business date is far off carry it in their facets.
 */
const COUNT = `
WITH RECURSIVE
  ${kinds(EXECUTIONS)},
  periods AS MATERIALIZED (SELECT value->>0 AS key, value->>1 AS first, value->>2 AS last FROM json_each(?1)),
  ranges AS MATERIALIZED (
    SELECT key, facets, ${begins('first', '-(facets->>4)')} AS low, ${begins('last', '1 - (facets->>4)')} AS high
    FROM kinds CROSS JOIN periods WHERE typeof(facets->>4) = 'integer'
    UNION ALL
    SELECT key, facets, '', '~' FROM kinds CROSS JOIN periods WHERE facets->>4 BETWEEN first AND last),
  cells AS MATERIALIZED (
    SELECT key, facets, (
      SELECT json_array(count(*), count(execution_time_ms), sum(execution_time_ms), min(execution_time_ms), max(execution_time_ms))
      FROM job_executions AS entry INDEXED BY job_executions_by_facets
      WHERE ${FACETS} = ranges.facets AND executed_at >= low AND executed_at < high) AS cell
    FROM ranges)
SELECT CASE ?2 WHEN 'period' THEN key WHEN 'type' THEN facets->>0 ELSE facets->>3 END AS key, facets->>3 AS status,
  sum(cell->>0) AS executions, sum(cell->>1) AS timed, sum(cell->>2) AS sum_ms, min(cell->>3) AS min_ms, max(cell->>4) AS max_ms
FROM cells WHERE cell->>0 > 0 GROUP BY 1, 2 ORDER BY 1, 2`;

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

/** Counts the executions of the periods' business dates, in the order of the keys. */
export async function countExecutions(db: D1Database, periods: readonly Period[], by: CountedBy): Promise<Count[]> {
  const parameter = JSON.stringify(periods.map(({ key, from, to }) => [key, from, to]));
  const { results } = await db.prepare(COUNT).bind(parameter, by).all();
  return results.map((row) => CountRow.parse(row));
}
