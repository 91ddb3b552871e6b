import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';

it('answers HEAD like GET, without the body', async () => {
  const answer = await exports.default.fetch('https://jobledger.test/api/v1/health', { method: 'HEAD' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/json');
  expect(await answer.text()).toBe('');
});
