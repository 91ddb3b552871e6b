import { describe, expect, it } from 'vitest';
import { call, KEYS } from '../fixtures/api.ts';

const ADMIN = { authorization: `Bearer ${KEYS.admin}` };
const PAGE = { accept: 'text/html,application/xhtml+xml' };

describe('a page of the dashboard', () => {
  it.each([
    '/',
    '/history',
    '/history?type=analysis',
    '/jobs/17',
    '/jobs/kv%3Aanalysis_2026-01-08',
    '/symbols',
    '/symbols/AAPL',
    '/dead-letters',
    '/dead-letters/x',
    '/backfills',
    '/backfills/x',
    '/verify',
    '/history/',
    '/sign-in',
  ])('is served at %s', async (path) => {
    const response = await call(path, { headers: ADMIN });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<div id="app">');
  });

  it('is the sign-in, with status 401, for who has no session', async () => {
    const response = await call('/history');
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('<div id="app">');
  });

  it('is a 404 that says so in the page, where there is none', async () => {
    const response = await call('/nothing', { headers: { ...ADMIN, ...PAGE } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<div id="app">');
  });

  it.each(['/nothing', '/api/v1/nothing', '/assets/nothing.js'])(
    'is not served to programs that ask for %s',
    async (path) => {
      const response = await call(path, { headers: ADMIN });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    },
  );

  it('is never an answer of the API', async () => {
    const response = await call('/api/v1/nothing', { headers: { ...ADMIN, ...PAGE } });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('can run no inline script, load nothing from elsewhere and be framed by nobody', async () => {
    const policy = (await call('/', { headers: ADMIN })).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('has nothing inline that its policy would block', async () => {
    const html = await (await call('/', { headers: ADMIN })).text();
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(
      [...html.matchAll(/<script([^>]*)>([^<]*)/g)].every(
        ([, attributes = '', body = '']) => attributes.includes('src=') && body === '',
      ),
    ).toBe(true);
  });
});

describe('a file of the dashboard', () => {
  it('is kept for ever when its name carries its hash', async () => {
    const html = await (await call('/', { headers: ADMIN })).text();
    const script = /src="(\/assets\/main-[^"]+\.js)"/.exec(html)?.[1] ?? '';
    const response = await call(script);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is asked for again otherwise', async () => {
    const response = await call('/favicon.svg');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, no-cache');
  });
});
