import type { FacetSource } from './facets.ts';
import { lanes, own } from './lanes.ts';

/** Digits of an id within a packed position; JSON's integers have no more. */
const ID_DIGITS = 16;

// One text that sorts as (executed_at, id) does: a subselect yields one value, and two would cost double.
const packed = ({ id }: FacetSource): string => `entry.executed_at || ' ' || printf('%0${ID_DIGITS}d', entry.${id})`;

/** The execution time in a packed position. */
export const atOf = (position: string): string => `substr(${position}, 1, length(${position}) - ${ID_DIGITS + 1})`;

/** The id in a packed position. */
export const idOf = (position: string): string => `CAST(substr(${position}, -${ID_DIGITS}) AS INTEGER)`;

/** The greatest packed position of a lane that meets `condition`. */
function greatest(source: FacetSource, lane: string, condition: string): string {
  const { table, index, facets, id, only } = source;
  return `(SELECT ${packed(source)} FROM ${table} AS entry INDEXED BY ${index}
      WHERE ${only} ${facets} = ${lane}.facets AND ${condition} AND entry.executed_at >= ${lane}.low
      ORDER BY entry.executed_at DESC, entry.${id} DESC LIMIT 1)`;
}

/**
 * The greatest of a lane before (at, id); in two steps, as SQLite does not seek by a row value that ends in a rowid. No
 * id is below 0: a first page has nothing to look for at the very time where its window ends.
 */
const greatestBefore = (source: FacetSource, lane: string, at: string, id: string): string => `coalesce(
      CASE WHEN ${id} > 0 THEN ${greatest(source, lane, `entry.executed_at = ${at} AND entry.${source.id} < ${id}`)} END,
      ${greatest(source, lane, `entry.executed_at < ${at}`)})`;

/**
 * The lanes that match a filter, merged: `page(facets, low, position)` holds the `own(1)` newest positions, newest first.
 * The recursion's queue, which is ordered, holds one position of each lane; taking the newest puts in the next of its
 * lane. Read are two or three rows a lane and two a row taken, however many rows there are and however few match.
 * SQLite prepares a statement anew each time that a parameter is bound which alone is a limit: hence the `+ 0`.
 */
export const newestFirst = (source: FacetSource): string => `
WITH RECURSIVE ${lanes(source)},
  page(facets, low, position) AS (
    SELECT facets, low, ${greatestBefore(source, 'lanes', 'lanes.high_at', 'lanes.high_id')} FROM lanes
    UNION ALL
    SELECT facets, low, ${greatestBefore(source, 'page', atOf('page.position'), idOf('page.position'))}
    FROM page WHERE position IS NOT NULL
    ORDER BY 3 DESC LIMIT ${own(1)} + 0)`;
