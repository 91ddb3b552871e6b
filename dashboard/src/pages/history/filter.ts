import type { Query } from '../../state/address.ts';

/** Filters by their name in the address, here as in the API. */
export const FILTERS = ['type', 'status', 'report_type', 'symbol', 'trigger', 'from', 'to'] as const;

/** The part of the page's address that the API reads. The API judges the values: what is wrong comes back named. */
export function filterOf(query: Query): Query {
  const names = [...FILTERS, 'limit', 'cursor'] as const;
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}

/** How many filters narrow the list. */
export const filterCount = (query: Query): number => FILTERS.filter((name) => query[name]).length;
