import * as z from 'zod';
import { CoverageJob } from '../../schema/api/coverage.ts';
import { StatusInput } from '../../schema/execution.ts';
import { EXECUTIONS, FACETS } from './facets.ts';
import { laneParameters, lanes } from './lanes.ts';

/** A stretch of time, epoch ms, both ends included. */
export type Span = readonly [from: number, to: number];

/**
 * Executions of a range of business dates whose type or report type is a label of ?9, and the others only where they
 * began within a span of ?8: unlabelled runs are many, and only those at the time of a slot can be its run.
 */
const RUNS = `
WITH RECURSIVE ${lanes(EXECUTIONS)},
  spans AS MATERIALIZED (SELECT value->>0 AS low, value->>1 AS high FROM json_each(?8)),
  labels AS MATERIALIZED (SELECT value AS label FROM json_each(?9)),
  labelled AS MATERIALIZED (
    SELECT facets, low, high_at AS high,
      facets->>0 IN (SELECT label FROM labels) OR coalesce(facets->>1 IN (SELECT label FROM labels), 0) AS is_labelled
    FROM lanes),
  ranges AS MATERIALIZED (
    SELECT facets, low, high FROM labelled WHERE is_labelled
    UNION ALL
    SELECT facets, max(labelled.low, spans.low), min(labelled.high, spans.high)
    FROM labelled CROSS JOIN spans WHERE NOT is_labelled)
SELECT id, execution_key, job_type, report_type, status, execution_date, executed_at, execution_time_ms,
  CASE WHEN json_valid(metadata) THEN metadata ->> '$.slot' END AS slot,
  CASE WHEN json_valid(metadata) THEN metadata ->> '$.trigger_source' END AS trigger
FROM ranges CROSS JOIN job_executions AS entry INDEXED BY job_executions_by_facets
WHERE ${FACETS} = ranges.facets AND executed_at >= ranges.low AND executed_at < ranges.high`;

const RunRow = CoverageJob.extend({
  execution_date: z.string().nullable(),
  status: StatusInput.catch('failed'),
  slot: z.coerce.string().nullable(),
  trigger: z.coerce.string().nullable(),
});

/** A stored run that may be the run of a slot. */
export type SlotCandidate = z.infer<typeof RunRow>;

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/** The stored runs of the business dates that carry one of the labels, or began within one of the spans. */
export async function listSlotCandidates(
  db: D1Database,
  range: { from: string; to: string },
  labels: readonly string[],
  spans: readonly Span[],
): Promise<SlotCandidate[]> {
  const spansParameter = JSON.stringify(spans.map(([from, to]) => [instant(from), instant(to + 1)]));
  const { results } = await db
    .prepare(RUNS)
    .bind(...laneParameters(range, null), spansParameter, JSON.stringify(labels))
    .all();
  return results.map((row) => RunRow.parse(row));
}
