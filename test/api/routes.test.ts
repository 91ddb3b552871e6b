import { describe, expect, it } from 'vitest';
import { router } from '../../src/api/router.ts';
import { call, KEYS } from '../fixtures/api.ts';

/** What is open to all, on purpose. Everything else asks for a key. */
const OPEN = new Set([
  'GET /api/v1/health',
  'GET /api/v1/openapi.json',
  'GET /docs',
  'GET /api/v1/session',
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  // The dashboard's files and its page, which hold no stored text; what it shows it asks the API for.
  'GET *',
  // Pages of reports: without a session they show the sign-in (401), which posts the key back to the page.
  'POST /pre-market-briefing',
  'POST /intraday-check',
  'POST /end-of-day-summary',
  'POST /weekly-review',
]);

/** What changes something although it is a GET. */
const WRITES_BY_GET = new Set(['GET /api/v1/sentiment/analysis']);

const routes = router.routes
  .filter(([method]) => method !== 'ALL')
  .map(([method, , , path = '']) => ({ method, path, name: `${method} ${path}` }));

const guarded = routes.filter(({ name }) => !OPEN.has(name));
const writing = guarded.filter(({ method, name }) => method !== 'GET' || WRITES_BY_GET.has(name));

const address = (path: string) => path.replaceAll(/:\w+\+?/g, '1');

describe('the router', () => {
  it('opens only what was opened on purpose', () => {
    expect([...OPEN].filter((name) => !routes.some((route) => route.name === name))).toEqual([]);
    expect(guarded.length).toBeGreaterThan(0);
  });

  it.each(guarded)('asks for a key at $name', async ({ method, path }) => {
    expect((await call(address(path), { method })).status).toBe(401);
    expect((await call(address(path), { method, key: 'wrong-key-of-nobody' })).status).toBe(401);
    expect((await call(address(path), { method, key: KEYS.admin, env: { API_KEYS: '' } })).status).toBe(401);
  });

  it.each(writing)('refuses a read key at $name', async ({ method, path }) => {
    expect((await call(address(path), { method, key: KEYS.read })).status).toBe(403);
  });

  it.each(writing)('is not opened by PUBLIC_READS at $name', async ({ method, path }) => {
    expect((await call(address(path), { method, env: { PUBLIC_READS: 'true' } })).status).toBe(401);
  });

  it.each(writing)('wants to know at $name that the page meant it', async ({ method, path }) => {
    const signedIn = await call('/api/v1/session', { method: 'POST', body: { key: KEYS.admin } });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect((await call(address(path), { method, headers: { cookie } })).status).toBe(403);
    const elsewhere = { cookie, 'x-jobledger': '1', origin: 'https://evil.example' };
    expect((await call(address(path), { method, headers: elsewhere })).status).toBe(403);
  });
});
