import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PAGE_CSS, styleSource } from '../../src/domain/html/stylesheet.ts';
import { call, KEYS } from '../fixtures/api.ts';
import { aResult, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

const PAGES = ['/pre-market-briefing', '/intraday-check', '/end-of-day-summary', '/weekly-review'];
const HOSTILE = `</bdi></p><script>alert(1)</script><img src=x onerror="alert(2)">"'\u202E\u2066`;

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-11T22:00:00.000Z'), toFake: ['Date'] });
  const results = [
    aResult('AAPL', { reasoning: HOSTILE, direction: HOSTILE.slice(0, 64), signals: [HOSTILE, { type: HOSTILE }] }),
    aResult('TSLA', { sentiment: null, confidence: null, error: HOSTILE }),
  ];
  const slots = { 'pre-market': '13:31', intraday: '17:01', 'end-of-day': '21:06' };
  const runs = Object.entries(slots).map(([name, time]) =>
    someData(name, results, {
      report_type: name,
      execution_date: '2026-01-09',
      executed_at: `2026-01-09T${time}:00.000Z`,
      errors: [HOSTILE],
      metadata: { trigger_source: 'cron', source: 'analysis', slot: name },
    }),
  );
  await store(...runs);
});
afterEach(() => void vi.useRealTimers());

const form = (path: string, body: string, headers: Record<string, string> = {}) =>
  call(path, { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });

const cookieOf = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe.each(PAGES)('%s', (path) => {
  it('shows the report to who may read', async () => {
    const response = await call(path, { key: KEYS.read });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('AAPL');
    expect(text).toContain('<span class="state state-present">');
  });

  it('runs nothing and asks nobody, whatever is stored', async () => {
    const response = await call(path, { key: KEYS.read });
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src ${await styleSource(PAGE_CSS)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const text = await response.text();
    // The weekly review quotes no text.
    expect(text.includes('&lt;script&gt;')).toBe(path !== '/weekly-review');
    expect(text).not.toMatch(/<script|<img|[\u202E\u2066]/);
  });

  it('shows who may not the sign-in, and nothing that is stored', async () => {
    for (const given of [{}, { key: 'wrong-key-of-nobody' }, { key: KEYS.read, env: { API_KEYS: '' } }]) {
      const response = await call(path, given);
      expect(response.status).toBe(401);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      const text = await response.text();
      expect(text).toContain('<form method="post">');
      expect(text).not.toMatch(/AAPL|TSLA|alert/);
    }
  });

  it('says on a page what is wrong with a date, and runs nothing of it', async () => {
    const response = await call(`${path}?date=${encodeURIComponent(HOSTILE)}`, { key: KEYS.read });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
    expect(response.headers.get('content-security-policy')).toContain(await styleSource(PAGE_CSS));
    const text = await response.text();
    expect(text).toContain('must be an existing date');
    expect(text).not.toMatch(/<script|<img/);
  });

  it('is the same to who has it, though it is built anew, until what it says changes', async () => {
    const etag = (await call(path, { key: KEYS.read })).headers.get('etag') ?? '';
    vi.setSystemTime(Date.now() + 60_000);
    const known = { key: KEYS.read, headers: { 'if-none-match': etag } };
    expect((await call(path, known)).status).toBe(304);
    await store(
      someData('later', [aResult('NVDA')], {
        report_type: 'pre-market',
        execution_date: '2026-01-09',
        executed_at: '2026-01-09T13:40:00.000Z',
        metadata: { trigger_source: 'cron', source: 'analysis', slot: 'pre-market' },
      }),
    );
    expect((await call(path, known)).status).toBe(200);
  });

  it('is open to all where reads are', async () => {
    expect((await call(path, { env: { PUBLIC_READS: 'true' } })).status).toBe(200);
  });

  it('changes a key for a session and comes back to itself', async () => {
    const response = await form(`${path}?date=2026-01-09`, `key=+${KEYS.read}+`, {
      origin: 'https://jobledger.example',
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${path}?date=2026-01-09`);
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-jobledger=.*; HttpOnly; SameSite=Strict; Secure$/);
    const page = await call(`${path}?date=2026-01-09`, { headers: { cookie: cookieOf(response) } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('AAPL');
  });
});

describe('the sign-in', () => {
  const [path = ''] = PAGES;

  it.each(['key=wrong-key-of-nobody', 'key=', '', 'other=1', `key=${'x'.repeat(600)}`])(
    'with %j says no, and sets no cookie',
    async (body) => {
      const response = await form(path, body);
      expect(response.status).toBe(401);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(await response.text()).toContain('role="alert"');
    },
  );

  it.each([
    ['another site', { origin: 'https://evil.example' }, 403],
    ['nowhere', { origin: 'null' }, 403],
    ['a form of another kind', { 'content-type': 'text/plain' }, 415],
  ])('from %s is refused even with a right key', async (_, headers, status) => {
    const response = await form(path, `key=${KEYS.read}`, headers);
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('takes no more than a form', async () => {
    expect((await form(path, `key=${'x'.repeat(5000)}`)).status).toBe(413);
  });

  it('counts guesses with those of the session route, by address', async () => {
    const limit = vi.fn(() => Promise.resolve({ success: false }));
    const response = await call(path, {
      method: 'POST',
      body: `key=${KEYS.read}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'cf-connecting-ip': '192.0.2.77' },
      env: { RATE_LIMIT: { limit } },
    });
    expect(response.status).toBe(429);
    expect(limit).toHaveBeenCalledExactlyOnceWith({ key: 'session:192.0.2.77' });
  });
});

it('a page without content leads to the last results', async () => {
  const response = await call('/pre-market-briefing?date=2026-01-12', { key: KEYS.read });
  const text = await response.text();
  const [, link = ''] = /<a href="([^"]*stale=true)">/.exec(text) ?? [];
  const earlier = await call(link.replaceAll('&amp;', '&'), { key: KEYS.read });
  expect(await earlier.text()).toContain('<span class="state state-stale">');
});

it('a page that the browser has is not sent again while it holds', async () => {
  const headers = { authorization: `Bearer ${KEYS.read}` };
  const etag = (await call('/weekly-review', { headers })).headers.get('etag') ?? '';
  expect((await call('/weekly-review', { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304);
});
