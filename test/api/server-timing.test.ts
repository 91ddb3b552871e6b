import { expect, it } from 'vitest';
import { call, KEYS } from '../fixtures/api.ts';

it.each([
  '/api/v1/dead-letters',
  '/api/v1/flags',
  '/api/v1/session',
  '/api/v1/health',
  '/metrics',
  '/',
  '/api/v1/none',
])('GET %s says how long it took', async (path) => {
  const answer = await call(path, { key: KEYS.read });
  await answer.arrayBuffer();
  expect(answer.headers.get('server-timing')).toMatch(/total;dur=[\d.]+$/);
});
