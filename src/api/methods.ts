import type { IRequest, RouteEntry } from 'itty-router';
import { isDashboardPage } from './assets.ts';
import { notFound, Problem } from './problem.ts';

/** A GET that changes something has no HEAD, which must not (RFC 9110, 9.2.1). */
const CHANGING_GET = /^\/api\/v1\/sentiment\/analysis\/*$/;

/** What every resource answers besides: HEAD like GET (RFC 9110, 9.3.2), and OPTIONS as below. */
const implied = (methods: ReadonlySet<string>, pathname: string): string[] => [
  ...(methods.has('GET') && !CHANGING_GET.test(pathname) ? ['HEAD'] : []),
  'OPTIONS',
];

/** The methods that a path knows, sorted; none where there is no such path. */
export function methodsAt(routes: readonly RouteEntry[], pathname: string): string[] {
  const found = routes.flatMap(([method, pattern, , path]) => (path !== '*' && pattern.test(pathname) ? [method] : []));
  const methods = new Set(isDashboardPage(pathname) ? [...found, 'GET'] : found);
  return methods.size === 0 ? [] : [...methods, ...implied(methods, pathname)].sort();
}

/**
 * What no route answered: OPTIONS says which methods there are (RFC 9110, 9.3.7), another method of a known path is a
 * 405 that says the same (15.5.6), and the rest a 404.
 */
export function noRoute(routes: readonly RouteEntry[], request: IRequest): Response {
  const { pathname } = new URL(request.url);
  const methods = methodsAt(routes, pathname);
  if (methods.length === 0) throw notFound(`There is no ${request.method} ${pathname}.`);
  const allow = methods.join(', ');
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
  const detail = `${pathname} knows ${allow}, not ${request.method}; /docs has every route.`;
  throw new Problem(405, 'method-not-allowed', 'Not with this method', detail, [], { allow });
}
