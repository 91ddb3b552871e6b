import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_RETRIES } from '../../src/domain/backoff.ts';
import worker from '../../src/index.ts';
import { call, getJson, jsonOf, KEYS } from '../fixtures/api.ts';
import { heldQueue } from '../fixtures/dead-letters.ts';
import { anEvent, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';
import { message, type TestMessage } from '../fixtures/queue.ts';

let held = heldQueue();
beforeEach(() => void (held = heldQueue()));

const bound = (): Env => ({ ...env, JOB_EVENTS: held.queue });

/** Switches over HTTP, as a person does. */
async function switched(flags: Record<string, boolean | null>): Promise<void> {
  const change = { method: 'PUT', key: KEYS.admin, body: flags, env: { JOB_EVENTS: held.queue } };
  expect((await call('/api/v1/flags', change)).status).toBe(200);
}

async function analysed(): Promise<string> {
  const body = { symbols: ['AAPL'], articles: [{ symbol: 'AAPL', title: 'Apple beats expectations' }] };
  const trigger = { method: 'POST', key: KEYS.write, body, env: { JOB_EVENTS: held.queue } };
  const answer = await call('/api/v1/sentiment/analysis', trigger);
  expect(answer.status).toBe(202);
  return ((await jsonOf(answer)) as { execution_key: string }).execution_key;
}

/** Delivers to the Worker's own handler; returns what it was told about each. */
async function delivered(...messages: TestMessage[]): Promise<(string | null)[]> {
  const ctx = createExecutionContext();
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  const told = () => undefined;
  await worker.queue({ queue: 'job-events', messages, metadata, ackAll: told, retryAll: told }, bound(), ctx);
  await waitOnExecutionContext(ctx);
  return messages.map(({ fate }) => fate);
}

const deliverSent = () => delivered(...held.sent.splice(0).map((body) => message(body)));

async function settleOutbox(): Promise<void> {
  const scheduledTime = new Date(Date.now() + 600_000);
  await worker.scheduled(createScheduledController({ scheduledTime, cron: '*/5 * * * *' }), bound());
}

const keys = async (prefix: string) => (await env.ANALYSIS_KV.list({ prefix })).keys.map(({ name }) => name);

const rows = async (sql: string) => (await env.PREDICT_JOBS_DB.prepare(sql).all()).results;
const storedKeys = async () =>
  (await rows('SELECT execution_key FROM job_executions ORDER BY 1')).map((row) => row['execution_key']);

describe('d1_writes off', () => {
  it('keeps a new run in KV and outbox without sending it; on again, it is stored', async () => {
    await switched({ d1_writes: false });
    const key = await analysed();
    expect([await keys('analysis_'), await keys('outbox_')]).toMatchObject([{ length: 1 }, { length: 2 }]);
    await settleOutbox();
    expect(held.sent).toEqual([]);

    await switched({ d1_writes: true });
    expect(held.sent).toHaveLength(1);
    expect(await deliverSent()).toEqual(['ack']);
    expect(await storedKeys()).toEqual([key]);
    expect(await keys('outbox_')).toEqual([]);
  });

  it('takes messages under way back into the outbox, even on their last try, and burns none', async () => {
    await switched({ d1_writes: false });
    const fresh = message(anEvent(someData('fresh'), Date.now()));
    const lastTry = message(anEvent(someData('last-try'), Date.now()), MAX_RETRIES + 1);
    expect(await delivered(fresh, lastTry)).toEqual(['ack', 'ack']);
    expect(await rows('SELECT reason FROM dead_letters')).toEqual([]);
    expect(await storedKeys()).toEqual([]);

    await switched({ d1_writes: true });
    expect(await deliverSent()).toEqual(['ack', 'ack']);
    expect(await storedKeys()).toEqual(['fresh', 'last-try']);
    expect(await keys('outbox_')).toEqual([]);
  });

  it('keeps a malformed message as well, which becomes a dead letter when they are on again', async () => {
    await switched({ d1_writes: false });
    expect(await delivered(message('no event'))).toEqual(['ack']);
    expect(await rows('SELECT reason FROM dead_letters')).toEqual([]);
    await switched({ d1_writes: true });
    expect(await rows('SELECT reason, body FROM dead_letters')).toEqual([{ reason: 'malformed', body: '"no event"' }]);
    expect(await keys('outbox_')).toEqual([]);
  });

  it('are drained by the cron too, when nobody switches but the variable', async () => {
    const off = { JOB_EVENTS: held.queue, ENABLE_D1_WRITES: 'false' };
    const body = { symbols: ['AAPL'], articles: [{ symbol: 'AAPL', title: 'Apple beats expectations' }] };
    await call('/api/v1/sentiment/analysis', { method: 'POST', key: KEYS.write, body, env: off });
    expect(held.sent).toEqual([]);
    await settleOutbox();
    expect(await deliverSent()).toEqual(['ack']);
    expect(await storedKeys()).toHaveLength(1);
  });
});

describe('d1_reads off', () => {
  it('answers from KV and says so; on again, from D1', async () => {
    const key = await analysed();
    await deliverSent();
    const latest = () => getJson('/api/v1/jobs/latest');
    expect(await latest()).toMatchObject({ job: { execution_key: key }, source: 'd1' });
    await switched({ d1_reads: false });
    expect(await latest()).toMatchObject({ job: { execution_key: key, id: null }, source: 'kv' });
    expect(await getJson('/api/v1/jobs/history')).toMatchObject({ jobs: [{ execution_key: key }], source: 'kv' });
    await switched({ d1_reads: null });
    expect(await latest()).toMatchObject({ source: 'd1' });
  });

  it('does not deny what only D1 has: a 503 says why it is not shown', async () => {
    await store(someData('only-in-d1'));
    await switched({ d1_reads: false });
    for (const path of ['latest', '1', 'only-in-d1', '1/results']) {
      const answer = await call(`/api/v1/jobs/${path}`, { key: KEYS.read });
      expect(answer.status, path).toBe(503);
      expect(await answer.json()).toMatchObject({
        detail: 'Reads from D1 are switched off, and KV does not hold this.',
      });
    }
  });
});

describe('kv_writes off', () => {
  it('writes no analysis value; the run is stored all the same', async () => {
    await switched({ kv_writes: false });
    const key = await analysed();
    expect(await keys('analysis_')).toEqual([]);
    expect(await deliverSent()).toEqual(['ack']);
    expect(await storedKeys()).toEqual([key]);
    await switched({ kv_writes: true });
    await analysed();
    expect(await keys('analysis_')).toHaveLength(1);
  });

  it('writes none for a slot of the calendar either', async () => {
    await switched({ kv_writes: false });
    const scheduledTime = new Date('2026-01-08T13:30:00.000Z');
    await worker.scheduled(createScheduledController({ scheduledTime, cron: '30 12,13 * * MON-FRI' }), bound());
    expect(held.sent).toHaveLength(2);
    expect(await keys('analysis_')).toEqual([]);
  });
});
