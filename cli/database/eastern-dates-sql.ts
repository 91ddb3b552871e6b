import { clockChanges } from '../../src/domain/eastern.ts';

const SECOND_MS = 1000;
const YEARS = Array.from({ length: 130 }, (_, i) => 1970 + i);

/** `changes(year, spring, autumn)`: when New York's clocks change, in epoch seconds. */
const changes = (): string => {
  const rows = YEARS.map((year) => [year, ...clockChanges(year).map((at) => at / SECOND_MS)]);
  return `changes(year, spring, autumn) AS MATERIALIZED (
  SELECT value->>0, value->>1, value->>2 FROM json_each('${JSON.stringify(rows)}'))`;
};

/**
 * SQLite reads much as a time, a bare number too: only what begins like a date is one. And 30 February is to it 2
 * March: only a date that comes back as it is exists.
 */
export const IS_TIME = `executed_at GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]*'
  AND unixepoch(executed_at) IS NOT NULL AND date(substr(executed_at, 1, 10), '+0 days') = substr(executed_at, 1, 10)`;

/**
 * The US Eastern date of `executed_at`; a bare date, which names no instant, is that date. Times without a zone are UTC.
 * Says the same as `easternDate`, for the database to work out by itself.
 */
const EASTERN_DATE = `CASE WHEN length(executed_at) = 10 THEN date(executed_at) ELSE date(unixepoch(executed_at) - ifnull((
    SELECT CASE WHEN unixepoch(executed_at) >= spring AND unixepoch(executed_at) < autumn THEN 14400 ELSE 18000 END
    FROM changes WHERE year = CAST(strftime('%Y', executed_at) AS INTEGER)), 18000), 'unixepoch') END`;

const UNFILLED = `SELECT id FROM job_executions INDEXED BY job_executions_by_date WHERE execution_date IS NULL AND ${IS_TIME}`;

/** Fills some of the NULLs of `execution_date`; dates that are there stay as they are. */
export const fillStatement = (rows: number): string =>
  `WITH ${changes()}
UPDATE job_executions SET execution_date = ${EASTERN_DATE} WHERE id IN (${UNFILLED} LIMIT ${rows})`;

/** How many could still be filled, as `n`. */
export const LEFT = `SELECT count(*) AS n FROM (${UNFILLED})`;
