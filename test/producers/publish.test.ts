import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { NotAccepted, type PublishPorts, publishJobCompleted } from '../../producers/publish.ts';
import { RowTooLarge } from '../../src/storage/row-limits.ts';
import { call, jsonOf, KEYS } from '../fixtures/api.ts';
import { heldQueue } from '../fixtures/dead-letters.ts';
import { anEvent, aResult, someData } from '../fixtures/events.ts';

const refusing = (): Queue => ({ send: () => Promise.reject(new Error('Queue send failed')) }) as unknown as Queue;
const refusingKv = (): KVNamespace =>
  ({ put: () => Promise.reject(new Error('KV PUT failed: 500')) }) as unknown as KVNamespace;

const ports = (change: Partial<PublishPorts> = {}): PublishPorts => ({
  kv: env.ANALYSIS_KV,
  queue: heldQueue().queue,
  outbox: 'always',
  d1Writes: true,
  ...change,
});

const entry = (id: string) => env.ANALYSIS_KV.get(`outbox_${id}`, 'json');

describe('publishing', () => {
  it('keeps the whole event in the outbox before it is sent', async () => {
    const event = anEvent(someData('a'));
    const seen: unknown[] = [];
    const queue = { send: async () => void seen.push(await entry(event.id)) } as unknown as Queue;
    expect(await publishJobCompleted(ports({ queue }), event)).toEqual({ sent: true, kept: true });
    expect(seen).toEqual([event]);
  });

  it('is accepted by the outbox alone when the queue refuses', async () => {
    const event = anEvent(someData('a'));
    expect(await publishJobCompleted(ports({ queue: refusing() }), event)).toEqual({ sent: false, kept: true });
    expect(await entry(event.id)).toEqual(event);
  });

  it('is accepted by the queue alone when KV refuses', async () => {
    const held = heldQueue();
    const event = anEvent(someData('a'));
    const published = await publishJobCompleted(ports({ kv: refusingKv(), queue: held.queue }), event);
    expect(published).toEqual({ sent: true, kept: false });
    expect(held.sent).toMatchObject([{ id: event.id, data: event.data }]);
  });

  it('is not accepted when both refuse', async () => {
    const neither = ports({ kv: refusingKv(), queue: refusing() });
    await expect(publishJobCompleted(neither, anEvent(someData('a')))).rejects.toBeInstanceOf(NotAccepted);
  });

  it('tells the caller with a 503 when neither outbox nor queue took the result', async () => {
    const body = { symbols: ['AAPL'], articles: [{ symbol: 'AAPL', title: 'Apple beats expectations' }] };
    const kv = new Proxy(env.ANALYSIS_KV, {
      get(target, name): unknown {
        if (name === 'put') return () => Promise.reject(new Error('KV PUT failed: 500'));
        return (Reflect.get(target, name) as (() => unknown) | undefined)?.bind(target);
      },
    });
    const answer = await call('/api/v1/sentiment/analysis', {
      method: 'POST',
      key: KEYS.write,
      body,
      env: { ANALYSIS_KV: kv, JOB_EVENTS: refusing() },
    });
    expect(answer.status).toBe(503);
    expect(await jsonOf(answer)).toMatchObject({ success: false });
  });

  it('sends a large event as a claim check, and whole where KV refused it and it still fits', async () => {
    const event = anEvent(someData('large', [aResult('AAPL', { reasoning: 'x'.repeat(80_000) })]));
    const [kept, unkept] = [heldQueue(), heldQueue()];
    await publishJobCompleted(ports({ queue: kept.queue }), event);
    expect(kept.sent).toMatchObject([{ dataref: `outbox_${event.id}` }]);
    expect(await publishJobCompleted(ports({ queue: unkept.queue, kv: refusingKv() }), event)).toMatchObject({
      kept: false,
    });
    expect(unkept.sent).toMatchObject([{ data: event.data }]);
  });

  it('keeps with OUTBOX=on-failure only what the queue refuses', async () => {
    const [sent, refused] = [anEvent(someData('a')), anEvent(someData('b'))];
    const rarely = { outbox: 'on-failure' } as const;
    expect(await publishJobCompleted(ports(rarely), sent)).toEqual({ sent: true, kept: false });
    const published = await publishJobCompleted(ports({ ...rarely, queue: refusing() }), refused);
    expect(published).toEqual({ sent: false, kept: true });
    expect([await entry(sent.id), await entry(refused.id)]).toEqual([null, refused]);
  });

  it('refuses what no row can hold, and keeps nothing of it', async () => {
    const event = anEvent(someData('huge', [aResult('AAPL', { reasoning: 'x'.repeat(2_000_000) })]));
    await expect(publishJobCompleted(ports(), event)).rejects.toBeInstanceOf(RowTooLarge);
    expect(await entry(event.id)).toBeNull();
  });
});
