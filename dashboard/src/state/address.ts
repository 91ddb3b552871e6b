import { useLocation } from 'preact-iso/router';

export type Query = Record<string, string>;

/** A query string of what is set, in the order given; empty when nothing is. */
export function queryString(query: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set).toString()}`;
}

/** The page's state in its address, and how to change it. An empty or undefined value removes a parameter. */
export function useQuery(): [Query, (change: Record<string, string | undefined>, replace?: boolean) => void] {
  const { path, query, route } = useLocation();
  return [query, (change, replace = false) => route(path + queryString({ ...query, ...change }), replace)];
}
