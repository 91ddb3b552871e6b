/** Days between the business date of an execution and the date of its time, five hours behind UTC. */
const SHIFT = `julianday(execution_date) - julianday(date(executed_at, '-5 hours'))`;

/**
 * What an execution can be filtered by, as one JSON array `[type, report type, trigger, status, shift]`. The shift is
 * -1, 0 or 1, or the business date itself where that is further off. Word for word the expression of the index
 * job_executions_by_facets: only then is it read from the index and not worked out anew.
 */
export const FACETS = `json_array(job_type, report_type, CASE WHEN json_valid(metadata) THEN metadata ->> '$.trigger_source' END, status, CASE WHEN abs(${SHIFT}) > 1 THEN execution_date ELSE coalesce(CAST(${SHIFT} AS INTEGER), 0) END)`;

/** The rest of the instant at which a date begins by the clock of the shift. */
export const DAY_BEGINS = 'T05:00:00.000Z';

/** Where rows with facets stand: their table and index, the expression of their facets, and what else they must meet. */
export interface FacetSource {
  table: string;
  index: string;
  facets: string;
  /** The column that names the execution. */
  id: string;
  only: string;
}

/**
 * `kinds(facets)`: the facets there are, found by leaping from one to the next. `type` yields the one type of interest,
 * or null for all.
 */
export function kinds({ table, index, facets, only }: FacetSource, type: string): string {
  const leap = (from: string) =>
    `(SELECT min(${facets}) FROM ${table} INDEXED BY ${index} WHERE ${only} ${facets} > ${from})`;
  return `kinds(facets) AS (
    SELECT ${leap(`coalesce('["' || ${type} || '",', '')`)}
    UNION ALL
    SELECT ${leap('kinds.facets')} FROM kinds WHERE kinds.facets->>0 = coalesce(${type}, kinds.facets->>0))`;
}
