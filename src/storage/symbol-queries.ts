import { Observation } from '../../schema/api/symbols.ts';
import { Ticker } from '../../schema/primitives.ts';
import { type FacetFilter, laneParameters, own, type Position, RESULTS_OF_SYMBOL } from './lanes.ts';
import { atOf, idOf, newestFirst } from './newest-first.ts';
import { readRow } from './read-row.ts';

const TRIGGER = `CASE WHEN json_valid(job.metadata) THEN job.metadata ->> '$.trigger_source' END`;

/** Columns of an observation, of `result` and its execution `job`. */
const OBSERVATION = `
  job.id AS job_id, job.execution_key, result.ordinal, result.result_type, job.job_type, job.report_type,
  ${TRIGGER} AS trigger, job.status, job.execution_date, job.executed_at, result.sentiment, result.confidence,
  result.direction, result.news_count, result.error`;

const HISTORY = `${newestFirst(RESULTS_OF_SYMBOL)}
SELECT ${OBSERVATION}
FROM page CROSS JOIN scheduled_job_results AS result INDEXED BY scheduled_job_results_by_symbol
  CROSS JOIN job_executions AS job
WHERE result.symbol = ${own(2)} AND result.facets = page.facets AND result.executed_at = ${atOf('page.position')}
  AND result.job_execution_id = ${idOf('page.position')} AND job.id = result.job_execution_id`;

const newest = (a: Observation, b: Observation): number =>
  a.executed_at === b.executed_at
    ? b.job_id - a.job_id || a.ordinal - b.ordinal
    : a.executed_at < b.executed_at
      ? 1
      : -1;

/** What the `limit` newest jobs before `after` said of a symbol, newest first; of each job all it says. */
export async function symbolHistory(
  db: D1Database,
  symbol: string,
  filter: FacetFilter,
  limit: number,
  after: Position | null,
): Promise<Observation[]> {
  const { results } = await db
    .prepare(HISTORY)
    .bind(...laneParameters(filter, after), limit, symbol)
    .all();
  return results.map((row) => readRow(Observation, row)).sort(newest);
}

/** The newest of a symbol's results among those whose facets meet a condition and come last in their order. */
const lastOf = (symbol: string, condition: string): string => `(
      SELECT json_array(executed_at, printf('%016d', job_execution_id), ordinal, facets)
      FROM scheduled_job_results AS entry INDEXED BY scheduled_job_results_by_symbol
      WHERE entry.symbol = ${symbol} AND entry.facets ${condition}
      ORDER BY entry.facets DESC, executed_at DESC, job_execution_id DESC LIMIT 1)`;

/**
 * Leaps from symbol to symbol, and within each from facets to facets: one row read each. Backwards, so that where a leap
 * ends the newest result of those facets stands.
 */
const SYMBOLS = `
WITH RECURSIVE
  symbols(symbol) AS (
    SELECT (SELECT min(symbol) FROM scheduled_job_results WHERE symbol > ?1)
    UNION ALL
    SELECT (SELECT min(symbol) FROM scheduled_job_results WHERE symbol > symbols.symbol) FROM symbols
    WHERE symbols.symbol IS NOT NULL LIMIT ?2 + 0),
  kinds(symbol, position, best) AS (
    SELECT symbol, ${lastOf('symbols.symbol', 'IS NOT NULL')}, '' FROM symbols WHERE symbol IS NOT NULL
    UNION ALL
    SELECT symbol, ${lastOf('kinds.symbol', '< kinds.position->>3')}, max(best, position) FROM kinds
    WHERE position IS NOT NULL),
  newest AS (SELECT symbol, best AS position FROM kinds WHERE position IS NULL AND best <> '')
SELECT newest.symbol, ${OBSERVATION}
FROM newest CROSS JOIN scheduled_job_results AS result CROSS JOIN job_executions AS job
WHERE result.job_execution_id = CAST(position->>1 AS INTEGER) AND result.ordinal = position->>2
  AND job.id = result.job_execution_id
ORDER BY newest.symbol`;

const SymbolRow = Observation.extend({ symbol: Ticker }).transform(({ symbol, ...latest }) => ({ symbol, latest }));

/** The `limit` symbols that come after `after` in alphabetical order, each with what was last said of it. */
export async function listSymbols(db: D1Database, limit: number, after: string | null) {
  const { results } = await db
    .prepare(SYMBOLS)
    .bind(after ?? '', limit)
    .all();
  return results.map((row) => readRow(SymbolRow, row));
}
