import type { IRequest } from 'itty-router';
import { mayRead } from './auth/guard.ts';
import type { ApiContext } from './context.ts';

/** The dashboard's pages: every one is the same file, which looks at its address. */
const PAGES =
  /^\/(history|symbols|dead-letters|backfills|verify|sign-in|(jobs|symbols|dead-letters|backfills)\/[^/]+)?$/;

/** `/history/` is `/history`. */
const withoutSlash = (pathname: string): string => (pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname);

/** Whether a path is a page of the dashboard. */
export const isDashboardPage = (pathname: string): boolean => PAGES.test(withoutSlash(pathname));

/** File names below this path carry the hash of what they hold. */
const HASHED = '/assets/';
const FOR_EVER = 'public, max-age=31536000, immutable';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
};

function withHeaders(response: Response, status: number, cacheControl: string): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  headers.set('cache-control', cacheControl);
  return new Response(response.body, { status, headers });
}

/** The page itself holds no stored text, so everybody gets it; the status says whether the API would answer them. */
async function page(request: IRequest, context: ApiContext, path: string): Promise<Response> {
  const status = !(await mayRead(request, context)) ? 401 : PAGES.test(path) ? 200 : 404;
  // Without the browser's conditions: an answer other than 200 needs its body.
  const shell = await context.env.ASSETS.fetch(new URL('/', request.url));
  return withHeaders(shell, status, 'private, no-cache');
}

/** GET of a file of the dashboard, or of one of its pages; undefined when the address is neither. */
export async function assets(request: IRequest, context: ApiContext): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const path = withoutSlash(pathname);
  const wantsPage = request.headers.get('accept')?.includes('text/html') ?? false;
  if (path === '/api' || path.startsWith('/api/')) return undefined;
  if (PAGES.test(path)) return page(request, context, path);
  const file = await context.env.ASSETS.fetch(request.url, { method: request.method, headers: request.headers });
  if (file.ok || file.status === 304) {
    return withHeaders(file, file.status, pathname.startsWith(HASHED) ? FOR_EVER : 'public, no-cache');
  }
  return wantsPage ? page(request, context, path) : undefined;
}
