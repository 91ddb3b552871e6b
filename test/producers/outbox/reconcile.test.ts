import { env } from 'cloudflare:workers';
import { ulid } from 'ulid';
import { beforeEach, describe, expect, it } from 'vitest';
import { consumeJobEvents } from '../../../consumers/job-completed.ts';
import { reconcile } from '../../../producers/outbox/reconcile.ts';
import { publishJobCompleted } from '../../../producers/publish.ts';
import type { JobCompletedEvent } from '../../../schema/event.ts';
import { MAX_RETRIES } from '../../../src/domain/backoff.ts';
import { putOutboxEntry } from '../../../src/storage/outbox.ts';
import { awayDatabase } from '../../fixtures/away.ts';
import { heldQueue } from '../../fixtures/dead-letters.ts';
import { anEvent, aResult, NOON, someData } from '../../fixtures/events.ts';
import { store } from '../../fixtures/ledger.ts';
import { message, testPorts } from '../../fixtures/queue.ts';

const MINUTE = 60_000;

let held = heldQueue();
beforeEach(() => void (held = heldQueue()));

const run = (now: number, change: object = {}) =>
  reconcile({ db: env.PREDICT_JOBS_DB, kv: env.ANALYSIS_KV, queue: held.queue, d1Writes: true, ...change }, NOON + now);

/** A Worker that died after it had kept the event, before or after it sent it: only the outbox knows of it. */
async function abandoned(event: JobCompletedEvent): Promise<void> {
  const lost = { send: () => Promise.resolve() } as unknown as Queue;
  await publishJobCompleted({ kv: env.ANALYSIS_KV, queue: lost, outbox: 'always', d1Writes: true }, event);
}

const storedKeys = async () =>
  (await env.PREDICT_JOBS_DB.prepare('SELECT execution_key FROM job_executions ORDER BY 1').all()).results.map(
    (row) => row['execution_key'],
  );
const outbox = async () => (await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys.map(({ name }) => name);

describe('the reconciler', () => {
  it('brings back an event that the queue lost, or whose Worker died around the send', async () => {
    await abandoned(anEvent(someData('lost')));
    expect(await run(6 * MINUTE)).toMatchObject({ seen: 1, republished: 1 });
    await held.deliver();
    expect(await storedKeys()).toEqual(['lost']);
    expect(await outbox()).toEqual([]);
  });

  it('brings back a large event as a claim check', async () => {
    await abandoned(anEvent(someData('large', [aResult('AAPL', { reasoning: 'x'.repeat(100_000) })])));
    await run(6 * MINUTE);
    expect(held.sent).toMatchObject([{ dataref: expect.stringMatching(/^outbox_/) as unknown }]);
    await held.deliver();
    expect(await storedKeys()).toEqual(['large']);
  });

  it('leaves alone what is younger than five minutes', async () => {
    await abandoned(anEvent(someData('young')));
    expect(await run(4 * MINUTE)).toMatchObject({ seen: 0 });
  });

  it('deletes the entry of what is stored, and sends nothing', async () => {
    const data = someData('stored');
    await abandoned(anEvent(data));
    await store(data);
    expect(await run(6 * MINUTE)).toMatchObject({ stored: 1, republished: 0 });
    expect([await outbox(), held.sent]).toEqual([[], []]);
  });

  it('does not take an older version for the one that waits', async () => {
    await store(someData('run'));
    await abandoned(anEvent(someData('run', [aResult('MSFT')], { revision: NOON + 1 })));
    expect(await run(6 * MINUTE)).toMatchObject({ stored: 0, republished: 1 });
  });

  it('waits longer every time before it brings back what does not come home', async () => {
    await abandoned(anEvent(someData('lost')));
    const times: number[] = [];
    for (let at = 6; at < 24 * 60; at += 5) {
      if ((await run(at * MINUTE)).republished > 0) times.push(at);
    }
    const pauses = times.slice(1).map((at, i) => at - (times[i] ?? 0));
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(times.length).toBeLessThan(10);
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(300);
  });

  it.each([
    ['D1 refused its record', { db: awayDatabase() }],
    ['D1 writes were off', { flags: { d1_writes: false, d1_reads: true, kv_writes: true } }],
  ])('goes on pausing where it was with an event put back because %s', async (_, change) => {
    const event = anEvent(someData('lost'));
    await abandoned(event);
    await run(6 * MINUTE);
    await run(20 * MINUTE);
    const ports = testPorts(change);
    await consumeJobEvents(ports, [message(event, MAX_RETRIES + 1)]);
    const { keys } = await env.ANALYSIS_KV.list({ prefix: 'outbox_' });
    expect(keys).toMatchObject([{ metadata: { tries: 2, execution_key: 'lost', revision: NOON } }]);
    await run(24 * 60 * MINUTE);
    await store(event.data);
    expect(await run(48 * 60 * MINUTE)).toMatchObject({ stored: 1, republished: 0 });
  });

  it('keeps an event whose execution key does not fit into the metadata, and knows when it is stored', async () => {
    const event = anEvent(someData('键'.repeat(700)));
    await abandoned(event);
    expect(await outbox()).toHaveLength(1);
    expect(await run(6 * MINUTE)).toMatchObject({ republished: 1 });
    await store(event.data);
    expect(await run(60 * MINUTE)).toMatchObject({ stored: 1, republished: 0 });
    expect(await outbox()).toEqual([]);
  });

  it('twice at once ends in the same rows and an empty outbox', async () => {
    for (const key of ['a', 'b', 'c']) await abandoned(anEvent(someData(key)));
    await Promise.all([run(6 * MINUTE), run(6 * MINUTE)]);
    await held.deliver();
    await run(60 * MINUTE);
    expect(await storedKeys()).toEqual(['a', 'b', 'c']);
    expect(await outbox()).toEqual([]);
  });

  it('keeps everything when the queue refuses, and when D1 is away', async () => {
    await abandoned(anEvent(someData('lost')));
    const queue = { send: () => Promise.reject(new Error('Queue send failed')) } as unknown as Queue;
    expect(await run(6 * MINUTE, { queue })).toMatchObject({ failed: 1, lastError: 'Error: Queue send failed' });
    await expect(run(6 * MINUTE, { db: awayDatabase() })).rejects.toThrow('Network connection lost.');
    expect(await outbox()).toHaveLength(1);
    expect(await run(6 * MINUTE)).toMatchObject({ republished: 1 });
  });

  it('lets what it cannot read pause, so that it does not stand before what it can', async () => {
    await putOutboxEntry(env.ANALYSIS_KV, ulid(NOON), '{"neither":1}');
    expect(await run(6 * MINUTE)).toMatchObject({ seen: 1, failed: 1 });
    await abandoned(anEvent(someData('lost')));
    expect(await run(7 * MINUTE)).toMatchObject({ seen: 1, republished: 1 });
    expect(await run(60 * MINUTE)).toMatchObject({ seen: 2, failed: 1 });
  });

  it('brings a large event home whose id is written in lower case', async () => {
    const data = someData('large', [aResult('AAPL', { reasoning: 'x'.repeat(100_000) })]);
    await abandoned({ ...anEvent(data), id: ulid(NOON).toLowerCase() });
    await run(6 * MINUTE);
    await held.deliver();
    expect(await storedKeys()).toEqual(['large']);
    expect(await outbox()).toEqual([]);
  });

  it('brings others home when KV does not delete, or an entry holds nothing it knows', async () => {
    const stored = someData('stored');
    await store(stored);
    await abandoned(anEvent(stored));
    await putOutboxEntry(env.ANALYSIS_KV, ulid(NOON), '{"neither":1}');
    await abandoned(anEvent(someData('lost')));
    const failing = new Proxy(env.ANALYSIS_KV, {
      get(target, name): unknown {
        if (name === 'delete') return () => Promise.reject(new Error('KV DELETE failed: 500'));
        const member = Reflect.get(target, name) as () => unknown;
        return member.bind(target);
      },
    });
    expect(await run(6 * MINUTE, { kv: failing })).toMatchObject({ seen: 3, stored: 1, republished: 1, failed: 1 });
    expect(held.sent).toHaveLength(1);
  });

  it('does nothing while D1 writes are off', async () => {
    await abandoned(anEvent(someData('lost')));
    expect(await run(6 * MINUTE, { d1Writes: false })).toMatchObject({ seen: 0 });
    expect(held.sent).toEqual([]);
  });
});
