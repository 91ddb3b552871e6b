import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';

const SESSION = '/api/v1/session';
const HISTORY = '/api/v1/jobs/history';
const OURS = { 'x-jobledger': '1' };

afterEach(() => void vi.useRealTimers());

const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

async function signedIn(key: string): Promise<string> {
  const response = await call(SESSION, { method: 'POST', body: { key } });
  expect(response.status).toBe(200);
  return cookieOf(response);
}

describe('signing in', () => {
  it('changes a key for a cookie that scripts cannot read and other sites cannot send', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-08T12:00:00.000Z'), toFake: ['Date'] });
    const response = await call(SESSION, { method: 'POST', body: { key: KEYS.write } });
    expect(await jsonOf(response)).toEqual({
      success: true,
      session: {
        scope: 'write',
        name: expect.stringMatching(/^write:[0-9a-f]{8}$/) as unknown,
        expires_at: '2026-01-09T00:00:00.000Z',
      },
      public_reads: false,
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-jobledger=[\w.-]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(response.headers.get('set-cookie')).not.toContain(KEYS.write);
  });

  it.each([
    ['http://localhost:8787', 'jobledger', false],
    ['http://127.0.0.1:8787', 'jobledger', false],
    ['http://[::1]:8787', 'jobledger', false],
    ['http://jobledger.example', '__Host-jobledger', true],
    ['https://localhost', '__Host-jobledger', true],
  ])('at %s sets %s, secure: %s', async (origin, name, secure) => {
    const response = await call(`${origin}${SESSION}`, { method: 'POST', body: { key: KEYS.read } });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie.startsWith(`${name}=`)).toBe(true);
    expect(cookie.endsWith('; Secure')).toBe(secure);
    const shown = await call(`${origin}${SESSION}`, { headers: { cookie: cookieOf(response) } });
    expect(await jsonOf(shown)).toMatchObject({ session: { scope: 'read' } });
  });

  it.each([
    [{ key: 'wrong-key-of-nobody' }, 401],
    [{ key: '' }, 400],
    [{ key: 7 }, 400],
    [{ key: 'x'.repeat(600) }, 400],
    [{}, 400],
    [{ key: KEYS.read, scope: 'admin' }, 400],
    ['{"key":', 400],
    ['[]', 400],
    [`{"key":"${'x'.repeat(5000)}"}`, 413],
  ])('with %j is refused with %i and sets no cookie', async (body, status) => {
    const response = await call(SESSION, { method: 'POST', body });
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('from another site is refused even with a right key', async () => {
    const headers = { origin: 'https://evil.example' };
    const response = await call(SESSION, { method: 'POST', headers, body: { key: KEYS.read } });
    expect(response.status).toBe(403);
  });

  it('is limited by address: too many guesses are a 429 that says when to come back', async () => {
    const limit = vi.fn(() => Promise.resolve({ success: false }));
    const response = await call(SESSION, {
      method: 'POST',
      headers: { 'cf-connecting-ip': '203.0.113.7' },
      body: { key: KEYS.admin },
      env: { RATE_LIMIT: { limit } },
    });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('60');
    expect(limit).toHaveBeenCalledWith({ key: 'session:203.0.113.7' });
  });

  it('meets the real limit of the binding', async () => {
    const headers = { 'cf-connecting-ip': '203.0.113.99' };
    const seen = new Set<number>();
    // More than twice the limit: a period may end in the middle.
    for (let i = 0; i < 250 && !seen.has(429); i++) {
      const body = { key: `wrong-key-${i}` };
      const { RATE_LIMIT } = env;
      seen.add((await call(SESSION, { method: 'POST', headers, body, env: { RATE_LIMIT } })).status);
    }
    expect([...seen]).toEqual([401, 429]);
  });
});

describe('a session', () => {
  it('reads without more ado', async () => {
    const cookie = await signedIn(KEYS.read);
    expect((await call(HISTORY, { headers: { cookie: `other=1; ${cookie}; last=2` } })).status).toBe(200);
  });

  it('is nothing to somebody who has none', async () => {
    const response = await call(SESSION);
    expect(response.status).toBe(200);
    expect(await jsonOf(response)).toEqual({ success: true, session: null, public_reads: false });
  });

  it('ends by itself after twelve hours', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-08T12:00:00.000Z'), toFake: ['Date'] });
    const headers = { cookie: await signedIn(KEYS.read) };
    vi.setSystemTime(Date.parse('2026-01-08T23:59:59.999Z'));
    expect((await call(HISTORY, { headers })).status).toBe(200);
    vi.setSystemTime(Date.parse('2026-01-09T00:00:00.000Z'));
    expect((await call(HISTORY, { headers })).status).toBe(401);
  });

  it.each([
    ['its key is replaced', 'admin:another-admin-key'],
    ['its key is removed', 'read:test-read-key'],
    ['its key has another scope now', 'read:test-admin-key'],
    ['no key is configured', ''],
  ])('ends when %s', async (_, keys) => {
    const headers = { cookie: await signedIn(KEYS.admin) };
    expect((await call(HISTORY, { headers, env: { API_KEYS: keys } })).status).toBe(401);
  });

  it('outlives a change of other keys', async () => {
    const headers = { cookie: await signedIn(KEYS.read) };
    const keys = 'admin:another-admin-key,read:test-read-key';
    expect((await call(HISTORY, { headers, env: { API_KEYS: keys } })).status).toBe(200);
  });

  it('cannot be widened, prolonged or made up', async () => {
    const [payload = '', signature = ''] = (await signedIn(KEYS.read)).split('=')[1]?.split('.') ?? [];
    const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as Record<string, unknown>;
    const forged = (change: object, signed = signature) =>
      `__Host-jobledger=${btoa(JSON.stringify({ ...claims, ...change })).replaceAll('=', '')}.${signed}`;
    const cookies = [
      forged({ scope: 'admin' }),
      forged({ exp: 9_999_999_999 }),
      forged({ key: '00000000' }),
      forged({}, 'A'.repeat(43)),
      forged({}, ''),
      `__Host-jobledger=.${signature}`,
      `__Host-jobledger=${payload}`,
      '__Host-jobledger=',
      `__Host-jobledger=${'A'.repeat(8000)}.${signature}`,
      `jobledger=${payload}.${signature}`,
    ];
    for (const cookie of cookies) expect((await call(HISTORY, { headers: { cookie } })).status).toBe(401);
    expect((await call(HISTORY, { headers: { cookie: forged({}) } })).status).toBe(200);
  });

  it('gives way to a key that is sent, right or wrong', async () => {
    const cookie = await signedIn(KEYS.admin);
    expect((await call(HISTORY, { key: 'wrong-key-of-nobody', headers: { cookie } })).status).toBe(401);
    const shown = await call(SESSION, { key: KEYS.read, headers: { cookie } });
    expect(await jsonOf(shown)).toMatchObject({ session: { scope: 'read', expires_at: null } });
  });
});

describe('signing out', () => {
  it('takes the cookie away', async () => {
    const response = await call(SESSION, { method: 'DELETE', headers: { cookie: await signedIn(KEYS.read), ...OURS } });
    expect(await jsonOf(response)).toEqual({ success: true, session: null, public_reads: false });
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-jobledger=; Path=\/; Max-Age=0; /);
  });

  it.each([
    ['no header of ours', {}],
    ['another value of it', { 'x-jobledger': '0' }],
    ['an origin elsewhere', { ...OURS, origin: 'https://evil.example' }],
    ['an origin that is null', { ...OURS, origin: 'null' }],
    ['an origin of another port', { ...OURS, origin: 'https://jobledger.example:8443' }],
  ])('with %s is not done: no other site can sign a person out', async (_, headers) => {
    const cookie = await signedIn(KEYS.read);
    const response = await call(SESSION, { method: 'DELETE', headers: { cookie, ...headers } });
    expect(response.status).toBe(403);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('from the page itself is done', async () => {
    const headers = { cookie: await signedIn(KEYS.read), ...OURS, origin: 'https://jobledger.example' };
    expect((await call(SESSION, { method: 'DELETE', headers })).status).toBe(200);
  });

  it('without a session is no error', async () => {
    expect((await call(SESSION, { method: 'DELETE' })).status).toBe(200);
  });
});

it('PUBLIC_READS is told to who signs in', async () => {
  const response = await call(SESSION, { env: { ...env, PUBLIC_READS: 'true' } });
  expect(await jsonOf(response)).toEqual({ success: true, session: null, public_reads: true });
});
