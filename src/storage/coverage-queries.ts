import * as z from 'zod';
import { CoverageJob } from '../../schema/api/coverage.ts';
import { StatusInput } from '../../schema/execution.ts';
import type { SlotSpan } from '../domain/coverage.ts';
import { FACETS } from './facets.ts';
import { beginOf, DUSK, EXECUTIONS, laneParameters, lanes, own } from './lanes.ts';
import { LenientNumber } from './lenient-numbers.ts';
import { readRow } from './read-row.ts';

// A look for the name is a tenth of the time it takes to parse all metadata for the few that hold it.
const HOLDS_SLOT = `instr(metadata, '"slot"')`;
const SLOT = `CASE WHEN ${HOLDS_SLOT} AND json_valid(metadata) THEN metadata ->> '$.slot' END`;

/** Of the runs of these business dates, and of those without one, those that name their slot. */
const named = (dates: string) => `
    SELECT id FROM job_executions INDEXED BY job_executions_by_slot
    WHERE ${HOLDS_SLOT} AND ${dates} AND ${SLOT} IS NOT NULL`;

/**
 * Of the executions of a range of business dates those among which a slot's run can be. A slot that their metadata names
 * counts whenever they ran. Of the others those whose report type or job type is a slot's name count from its time on,
 * and those without such a label within its span: of each lane the first alone can decide, found by one step through
 * the index. Which times are of a slot's date is a matter of the lane's shift: with one of -1 those of the next day, and
 * with one of 1 none that are not before the slot. `own(1)` holds the slots, `own(2)` all names of slots.
 */
const RUNS = `
WITH RECURSIVE ${lanes(EXECUTIONS)},
  slots AS MATERIALIZED (
    SELECT value->>0 AS name, value->>1 AS date, value->>2 AS low, value->>3 AS high, value->>4 AS next,
      value->>5 AS after
    FROM json_each(${own(1)})),
  labels AS MATERIALIZED (SELECT value AS name FROM json_each(${own(2)})),
  labelled AS MATERIALIZED (
    SELECT facets, facets->>4 AS shift, CASE WHEN facets->>1 IN (SELECT name FROM labels) THEN facets->>1
      WHEN facets->>0 IN (SELECT name FROM labels) THEN facets->>0 END AS label
    FROM lanes),
  ranges AS (
    SELECT facets, CASE shift WHEN -1 THEN slots.next ELSE slots.low END AS low,
      CASE WHEN label IS NULL THEN slots.high WHEN shift = 0 THEN slots.next WHEN shift = -1 THEN slots.after
        ELSE '${DUSK}' END AS high
    FROM labelled CROSS JOIN slots
    WHERE CASE WHEN label IS NULL THEN shift = 0 ELSE label = slots.name AND shift IN (0, -1, slots.date) END),
  named AS MATERIALIZED (${named('execution_date BETWEEN ?5 AND ?6')} UNION ALL ${named('execution_date IS NULL')}),
  first AS (
    SELECT (SELECT id FROM job_executions AS entry INDEXED BY job_executions_by_facets
      WHERE ${FACETS} = ranges.facets AND executed_at >= ranges.low AND executed_at < ranges.high
        AND julianday(executed_at) IS NOT NULL AND id NOT IN (SELECT id FROM named)
      ORDER BY executed_at, id LIMIT 1) AS id
    FROM ranges)
SELECT id, execution_key, job_type, report_type, status, execution_date, executed_at, execution_time_ms, ${SLOT} AS slot,
  CASE WHEN json_valid(metadata) THEN metadata ->> '$.trigger_source' END AS trigger
FROM job_executions WHERE id IN (SELECT id FROM first UNION ALL SELECT id FROM named)`;

const RunRow = CoverageJob.extend({
  execution_date: z.string().nullable(),
  status: StatusInput.catch('failed'),
  execution_time_ms: LenientNumber,
  slot: z.coerce.string().nullable(),
  trigger: z.coerce.string().nullable(),
});

/** A stored run that may be the run of a slot. */
export type SlotCandidate = z.infer<typeof RunRow>;

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/**
 * The stored runs of the business dates that may be the run of one of the slots, less those that another is before.
 * `labels` name slots.
 */
export async function listSlotCandidates(
  db: D1Database,
  range: { from: string; to: string },
  labels: readonly string[],
  slots: readonly SlotSpan[],
): Promise<SlotCandidate[]> {
  const spans = slots.map(({ date, name, from, to }) => [
    ...[name, date, instant(from), instant(to + 1)],
    ...[beginOf(date, 1), beginOf(date, 2)],
  ]);
  const { results } = await db
    .prepare(RUNS)
    .bind(...laneParameters(range, null), JSON.stringify(spans), JSON.stringify(labels))
    .all();
  return results.map((row) => readRow(RunRow, row));
}
