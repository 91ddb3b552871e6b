import { createExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import worker from '../../src/index.ts';
import { call, KEYS } from '../fixtures/api.ts';

it('does not mind a body that comes with HEAD', async () => {
  // A Request of this name takes no body; the wire does.
  const request = new Request('https://jobledger.test/api/v1/health', { method: 'POST', body: '{}' });
  const asHead = new Proxy(request, {
    get: (of, name): unknown => (name === 'method' ? 'HEAD' : Reflect.get(of, name, of)),
  });
  expect(asHead.body).not.toBeNull();
  const answer = await worker.fetch(asHead as Parameters<typeof worker.fetch>[0], env, createExecutionContext());
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

it('answers HEAD like GET, without the body', async () => {
  const answer = await exports.default.fetch('https://jobledger.test/api/v1/health', { method: 'HEAD' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(await answer.text()).toBe('');
});

it('runs no analysis on a HEAD', async () => {
  const answer = await call('/api/v1/sentiment/analysis', { method: 'HEAD', key: KEYS.write });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, OPTIONS, POST']);
  const asked = await call('/api/v1/sentiment/analysis', { method: 'OPTIONS' });
  expect(asked.headers.get('allow')).toBe('GET, OPTIONS, POST');
  expect((await env.ANALYSIS_KV.list()).keys).toEqual([]);
});
