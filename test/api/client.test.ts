import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../client/index.ts';
import worker from '../../src/index.ts';
import { KEYS } from '../fixtures/api.ts';
import { heldQueue } from '../fixtures/dead-letters.ts';

const url = 'https://jobledger.example';

/** A client whose requests reach the Worker, with the queue held. */
function clientOf(key: string | undefined) {
  const held = heldQueue();
  const fetch = async (request: Request): Promise<Response> => {
    const ctx = createExecutionContext();
    const incoming = request as Parameters<typeof worker.fetch>[0];
    const response = await worker.fetch(incoming, { ...env, JOB_EVENTS: held.queue }, ctx);
    await waitOnExecutionContext(ctx);
    return response;
  };
  return { client: createClient({ url, key, fetch }), held };
}

describe('the client', () => {
  it('hands a result in and reads it back', async () => {
    const { client, held } = clientOf(KEYS.write);
    const { data: accepted } = await client.POST('/api/v1/jobs', {
      body: { job_type: 'nightly', results: [{ symbol: 'AAPL', sentiment: 'bullish', confidence: 0.9 }] },
      params: { header: { 'Idempotency-Key': 'run/1' } },
    });
    expect(accepted?.execution_key).toBe('ext:run/1');
    await held.deliver();
    const path = { id: accepted?.execution_key ?? '' };
    const { data } = await client.GET('/api/v1/jobs/{id}', { params: { path } });
    expect(data?.results[0]?.sentiment).toBe('bullish');
    const { data: history } = await client.GET('/api/v1/jobs/history', {
      params: { query: { type: 'nightly', limit: 1 } },
    });
    expect(history?.jobs.map(({ execution_key }) => execution_key)).toEqual(['ext:run/1']);
  });

  it('gives what the API refuses as an error, with the problem', async () => {
    const { client } = clientOf(KEYS.read);
    const { data, error, response } = await client.GET('/api/v1/jobs/{id}', { params: { path: { id: 'none' } } });
    expect([data, response.status]).toEqual([undefined, 404]);
    expect(error?.detail).toContain('no job');
  });

  it('reads what is open to all without a key', async () => {
    const { client } = clientOf(undefined);
    expect((await client.GET('/api/v1/health')).data?.status).toBe('ok');
    expect((await client.GET('/api/v1/flags')).response.status).toBe(401);
  });
});
