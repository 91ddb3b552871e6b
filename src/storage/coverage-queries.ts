import * as z from 'zod';
import { CoverageJob } from '../../schema/api/coverage.ts';
import { StatusInput } from '../../schema/execution.ts';
import type { SlotSpan } from '../domain/coverage.ts';
import { EXECUTIONS, FACETS, own } from './facets.ts';
import { laneParameters, lanes } from './lanes.ts';

// Of other writers' times as well, which sort differently.
const EPOCH_MS = `CAST(round((julianday(executed_at) - 2440587.5) * 86400000) AS INTEGER)`;

// A look for the name is a tenth of the time it takes to parse all metadata for the few that hold it.
const SLOT = `CASE WHEN instr(metadata, '"slot"') AND json_valid(metadata) THEN metadata ->> '$.slot' END`;

/**
 * Of the executions of a range of business dates those among which a slot's run can be. A label of `own(2)` as their report
 * type or job type makes them count from the time of that date's slot on; those without count within the span of one of
 * the slots `own(1)`; a slot that their metadata names counts whenever they ran. Of those that are alike in all this, in job
 * type and in status only the first can decide: the others, nearly all, do not leave the database.
 */
const RUNS = `
WITH RECURSIVE ${lanes(EXECUTIONS)},
  slots AS MATERIALIZED (
    SELECT value->>0 AS day, value->>1 AS low, value->>2 AS high, value->>3 AS low_ms
    FROM json_each(${own(1)})),
  labels AS MATERIALIZED (SELECT value AS name FROM json_each(${own(2)})),
  labelled AS MATERIALIZED (
    SELECT facets, low, high_at AS high, CASE WHEN facets->>1 IN (SELECT name FROM labels) THEN facets->>1
      WHEN facets->>0 IN (SELECT name FROM labels) THEN facets->>0 END AS label
    FROM lanes),
  ranges AS MATERIALIZED (
    SELECT facets, low, high, label, NULL AS span, label AS kind FROM labelled WHERE label IS NOT NULL
    UNION ALL
    SELECT facets, max(labelled.low, slots.low), min(labelled.high, slots.high), NULL, slots.low, facets->>2
    FROM labelled CROSS JOIN slots WHERE label IS NULL),
  runs AS MATERIALIZED (
    SELECT id, executed_at, execution_date, job_type, report_type, status, span, label, kind, ${SLOT} AS slot,
      ${EPOCH_MS} AS ms
    FROM ranges CROSS JOIN job_executions AS entry INDEXED BY job_executions_by_facets
    WHERE ${FACETS} = ranges.facets AND executed_at >= ranges.low AND executed_at < ranges.high),
  first AS MATERIALIZED (
    SELECT runs.id AS run_id, runs.slot, min(executed_at)
    FROM runs LEFT JOIN slots ON slots.day = execution_date || ' ' || label
    WHERE span IS NOT NULL OR execution_date IS NULL OR slot IS NOT NULL OR coalesce(ms >= low_ms, low IS NOT NULL)
    GROUP BY job_type, report_type, status, span, kind, coalesce(execution_date, executed_at), slot,
      coalesce(ms IS NULL AND executed_at, 0))
SELECT id, execution_key, job_type, report_type, status, execution_date, executed_at, execution_time_ms, first.slot,
  CASE WHEN json_valid(metadata) THEN metadata ->> '$.trigger_source' END AS trigger
FROM first CROSS JOIN job_executions AS job WHERE job.id = first.run_id`;

const RunRow = CoverageJob.extend({
  execution_date: z.string().nullable(),
  status: StatusInput.catch('failed'),
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
  const spans = slots.map(({ date, name, from, to }) => [`${date} ${name}`, instant(from), instant(to + 1), from]);
  const { results } = await db
    .prepare(RUNS)
    .bind(...laneParameters(range, null), JSON.stringify(spans), JSON.stringify(labels))
    .all();
  return results.map((row) => RunRow.parse(row));
}
