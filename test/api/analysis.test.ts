import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';

const URL = 'https://jobledger.test/api/v1/sentiment/analysis';
const KEYS = { read: 'test-read-key', write: 'test-write-key' };

const post = (body: unknown, key: string | null = KEYS.write) =>
  exports.default.fetch(URL, {
    method: 'POST',
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const kvKeys = async () => (await env.ANALYSIS_KV.list()).keys.map(({ name }) => name);

describe('POST /api/v1/sentiment/analysis', () => {
  const articles = [
    { symbol: 'AAPL', title: 'Apple beats expectations and raises its guidance' },
    { symbol: 'TSLA', title: 'Tesla shares plunge after a recall' },
  ];

  it('runs over the articles it is given and keeps the result in KV and outbox before it answers', async () => {
    const answer = await post({ symbols: ['aapl', 'TSLA'], articles });
    expect(answer.status).toBe(202);
    const accepted = await answer.json<{ execution_key: string; status_url: string }>();
    expect(accepted).toMatchObject({ success: true, status: 'success', symbols: ['AAPL', 'TSLA'] });
    expect(accepted.status_url).toBe(`/api/v1/jobs/${accepted.execution_key}`);
    const keys = await kvKeys();
    expect(keys.filter((name) => name.startsWith('analysis_'))).toHaveLength(1);
    expect(keys.filter((name) => name.startsWith('outbox_'))).toHaveLength(1);
  });

  it.each([
    ['not JSON', '{', ''],
    ['no symbols', { symbols: [] }, '/symbols'],
    ['500 symbols', { symbols: Array.from({ length: 500 }, (_, i) => `S${i}`) }, '/symbols'],
    ['a symbol with markup in it', { symbols: ['<b>'] }, '/symbols/0'],
    ['wrong types', { symbols: 'AAPL' }, '/symbols'],
    ['an unknown field', { symbol: 'AAPL' }, '/symbol'],
    ['an article without a title', { articles: [{ symbol: 'AAPL' }] }, '/articles/0/title'],
    ['a lone surrogate', '{"articles":[{"symbol":"AAPL","title":"\\ud800"}]}', '/articles/0/title'],
  ])('refuses %s with a problem that names the field, and writes nothing', async (_what, body, pointer) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = await answer.json<{ success: boolean; errors: { pointer: string }[] }>();
    expect(problem.success).toBe(false);
    expect(problem.errors.map((error) => error.pointer)).toContain(pointer);
    expect(await kvKeys()).toEqual([]);
  });

  it('refuses a body of 2 MB', async () => {
    expect((await post('x'.repeat(2_000_000))).status).toBe(413);
  });

  it.each([
    ['no key', null, 401],
    ['a wrong key', 'wrong-key-wrong-key', 401],
    ['a read key', KEYS.read, 403],
  ])('refuses %s', async (_what, key, status) => {
    expect((await post({ symbols: ['AAPL'], articles: [] }, key)).status).toBe(status);
    expect((await exports.default.fetch(URL, { headers: key ? { 'x-api-key': key } : {} })).status).toBe(status);
    expect(await kvKeys()).toEqual([]);
  });
});
