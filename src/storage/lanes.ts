import { addDays } from '../domain/eastern.ts';
import { DAY_BEGINS, FACETS, type FacetSource, kinds } from './facets.ts';

/** What a selection can be narrowed to. `from` and `to` are business dates, both included. */
export interface FacetFilter {
  type?: string | undefined;
  report_type?: string | undefined;
  trigger?: string | undefined;
  status?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** What a history shows. `symbol`: only jobs that hold a result for it. */
export interface HistoryFilter extends FacetFilter {
  symbol?: string | undefined;
}

/** A row's place in the order of time: its execution's time and id. */
export interface Position {
  executed_at: string;
  id: number;
}

/** Before and after every time. */
export const DAWN = '';
export const DUSK = '~';

/**
 * When the date `days` after another begins, by the clock of the shift; after every time where that date is past the
 * year 9999: with five digits it would sort before all others.
 */
export function beginOf(date: string, days: number): string {
  const moved = addDays(date, days);
  return days > 0 && moved < date ? DUSK : moved + DAY_BEGINS;
}

/** `[from time, before time, before id]` */
type Window = [low: string, highAt: string, highId: number];

function earlier(high: string, after: Position | null): [at: string, id: number] {
  return after === null || high <= after.executed_at ? [high, 0] : [after.executed_at, after.id];
}

/**
 * The times between which the rows of the shifts -1, 0 and 1 are of the filter's business dates: with a known shift the
 * date is a matter of time alone. Then those of the rows whose date is far off: these carry it in their facets.
 */
function windowsOf({ from, to }: FacetFilter, after: Position | null): Window[] {
  const near = [-1, 0, 1].map((shift): Window => {
    const low = from === undefined ? DAWN : beginOf(from, -shift);
    const high = to === undefined ? DUSK : beginOf(to, 1 - shift);
    return [low, ...earlier(high, after)];
  });
  return [...near, [DAWN, ...earlier(DUSK, after)]];
}

/** Parameters that every statement over lanes begins with (see `laneParameters`). */
const LANE_PARAMETERS = 18;

/** A parameter of the statement itself, counted from 1. */
export const own = (place: number): string => `?${LANE_PARAMETERS + place}`;

/** Executions. */
export const EXECUTIONS: FacetSource = {
  table: 'job_executions',
  index: 'job_executions_by_facets',
  facets: FACETS,
  id: 'id',
  only: '',
};

/** The results of the symbol `own(2)`. */
export const RESULTS_OF_SYMBOL: FacetSource = {
  table: 'scheduled_job_results',
  index: 'scheduled_job_results_by_symbol',
  facets: 'facets',
  id: 'job_execution_id',
  only: `symbol = ${own(2)} AND`,
};

/** The parameters of `lanes`, ?1 to ?18: filters, then the four windows. */
export const laneParameters = (filter: FacetFilter, after: Position | null): (string | number | null)[] => [
  filter.type ?? null,
  filter.report_type ?? null,
  filter.trigger ?? null,
  filter.status ?? null,
  filter.from ?? DAWN,
  filter.to ?? DUSK,
  ...windowsOf(filter, after).flat(),
];

/** A bound of the window in which the rows of some facets match. */
const bound = (place: number): string =>
  `CASE facets->>4 WHEN -1 THEN ?${7 + place} WHEN 0 THEN ?${10 + place} WHEN 1 THEN ?${13 + place} ELSE ?${16 + place} END`;

/**
 * `lanes(facets, low, high_at, high_id)`: the facets that match a filter, and the window in which their rows do. Within
 * a lane every row matches and stands in the order of time. The windows are parameters and not one JSON text: taken out
 * of that wherever a lane's is used, they were half of what a page cost.
 */
export const lanes = (source: FacetSource): string => `${kinds(source, '?1')},
  lanes(facets, low, high_at, high_id) AS (
    SELECT facets, ${bound(0)}, ${bound(1)}, ${bound(2)} FROM kinds
    WHERE (?1 IS NULL OR facets->>0 = ?1) AND (?2 IS NULL OR facets->>1 = ?2)
      AND (?3 IS NULL OR facets->>2 = ?3) AND (?4 IS NULL OR facets->>3 = ?4)
      AND (typeof(facets->>4) = 'integer' OR facets->>4 BETWEEN ?5 AND ?6))`;
