import { env, exports } from 'cloudflare:workers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { consumeJobEvents } from '../../../consumers/job-completed.ts';
import type { JobAnswer } from '../../../schema/api/jobs.ts';
import { getJson } from '../../fixtures/api.ts';
import { message, testPorts } from '../../fixtures/queue.ts';

/** The entrypoint as another Worker calls it: over RPC, arguments and answer cloned. */
const { Ingest } = exports;

// What is sent is taken from the outbox here; the queue itself would deliver it into some other test.
const send = vi.spyOn(env.JOB_EVENTS, 'send');
beforeEach(() => {
  send.mockReset().mockResolvedValue({} as QueueSendResponse);
});
afterAll(() => {
  send.mockRestore();
});

const outbox = async () => (await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys.map(({ name }) => name);

async function deliverOutbox(): Promise<void> {
  const texts = await Promise.all((await outbox()).map((name) => env.ANALYSIS_KV.get(name, 'json')));
  const ports = testPorts();
  await consumeJobEvents(
    ports,
    texts.map((body) => message(body)),
  );
  await ports.settled();
}

describe('the service binding', () => {
  it('takes a run in, once for its key', async () => {
    const job = { job_type: 'nightly', results: [{ symbol: 'AAPL', sentiment: 'bullish' as const, confidence: 0.9 }] };
    const accepted = await Ingest.submit(job, { idempotencyKey: 'rpc-1' });
    expect(accepted).toMatchObject({ success: true, execution_key: 'ext:rpc-1', status: 'success' });
    expect(await Ingest.submit(job, { idempotencyKey: 'rpc-1' })).toEqual(accepted);
    expect(send).toHaveBeenCalledTimes(2);
    await deliverOutbox();
    expect((await getJson<JobAnswer>('/api/v1/jobs/ext%3Arpc-1')).results).toMatchObject([{ symbol: 'AAPL' }]);
    expect(await Ingest.submit(job, { idempotencyKey: 'rpc-1' })).toEqual(accepted);
    expect(await Ingest.submit({ job_type: 'other' }, { idempotencyKey: 'rpc-1' })).toMatchObject({
      success: false,
      status: 422,
    });
  });

  it.each([
    ['a fault of the job', { job_type: '' }, {}, 400, { pointer: '/job_type' }],
    ['what is not JSON', { job_type: 'a', metadata: { at: new Date(0) } }, {}, 400, { pointer: '/metadata/at' }],
    ['a wrong key', { job_type: 'a' }, { idempotencyKey: 'a b' }, 400, { parameter: 'Idempotency-Key' }],
    [
      'a row that is too large',
      { job_type: 'a', results: [{ reasoning: 'x'.repeat(2_000_000) }] },
      {},
      413,
      { pointer: '/results/0' },
    ],
  ])('answers %s with a problem, and keeps nothing', async (_what, job, options, status, error) => {
    expect(await Ingest.submit(job, options)).toMatchObject({ success: false, status, errors: [error] });
    expect(await outbox()).toEqual([]);
  });

  it('refuses a job that HTTP would not carry', async () => {
    const results = Array.from({ length: 6 }, () => ({ reasoning: 'x'.repeat(1_000_000) }));
    expect(await Ingest.submit({ job_type: 'a', results })).toMatchObject({ success: false, status: 413 });
  });
});
