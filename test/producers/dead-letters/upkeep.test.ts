import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { tendDeadLetters } from '../../../producers/dead-letters/upkeep.ts';
import { DeadLetterAnswer } from '../../../schema/api/dead-letters.ts';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';
import { aDeadEvent, heldQueue, letDie } from '../../fixtures/dead-letters.ts';
import { anEvent, aResult, someData } from '../../fixtures/events.ts';

const HOUR = 3_600_000;
const LIST = '/api/v1/dead-letters';

const letter = async (id: string) =>
  DeadLetterAnswer.parse(await jsonOf(await call(`${LIST}/${id}`, { key: KEYS.read }))).dead_letter;

const replay = (id: string, queue: Queue) =>
  call(`${LIST}/${id}/replay`, { method: 'POST', key: KEYS.admin, env: { JOB_EVENTS: queue } });

const tend = (now: number) => tendDeadLetters(env.PREDICT_JOBS_DB, env.ANALYSIS_KV, now);

const bodies = async (): Promise<number> => (await env.ANALYSIS_KV.list({ prefix: 'deadletter_' })).keys.length;

const aLargeEvent = () => anEvent(someData('large', [aResult('AAPL', { reasoning: 'é'.repeat(600_000) })]), Date.now());

describe('the upkeep of dead letters', () => {
  it('opens a replay again that never came back', async () => {
    const { id } = await aDeadEvent('run-1');
    await replay(id, heldQueue().queue);
    await tend(Date.now() + 5 * HOUR);
    expect((await letter(id)).status).toBe('replayed');
    await tend(Date.now() + 7 * HOUR);
    expect(await letter(id)).toMatchObject({ status: 'open', history: [{}, {}, { action: 'reopened' }] });
  });

  it('deletes the copy in KV of what is resolved, and of nothing else', async () => {
    const { queue, deliver } = heldQueue();
    const event = aLargeEvent();
    await letDie([event]);
    await tend(Date.now() + 2 * HOUR);
    expect(await bodies()).toBe(1);
    await replay(event.id, queue);
    await deliver();
    await tend(Date.now());
    expect(await bodies()).toBe(1);
    await tend(Date.now() + 2 * HOUR);
    expect(await bodies()).toBe(0);
    expect(await letter(event.id)).toMatchObject({ status: 'resolved', body: null });
  });

  it('leaves the original of a discarded letter, so that it can be restored', async () => {
    const event = aLargeEvent();
    await letDie([event]);
    await call(`${LIST}/${event.id}/discard`, { method: 'POST', key: KEYS.admin });
    await tend(Date.now() + 48 * HOUR);
    expect(JSON.parse((await letter(event.id)).body ?? '')).toEqual(event);
  });

  it('takes the body of a letter that dies again after all', async () => {
    const { queue, deliver } = heldQueue();
    const event = aLargeEvent();
    await letDie([event]);
    await replay(event.id, queue);
    await deliver();
    await tend(Date.now() + 2 * HOUR);
    await letDie([event]);
    const again = await letter(event.id);
    expect(again.status).toBe('open');
    expect(JSON.parse(again.body ?? '')).toEqual(event);
  });

  it('takes no body from a letter that dies again at that very time, and leaves one copy', async () => {
    const { queue, deliver } = heldQueue();
    const event = aLargeEvent();
    await letDie([event]);
    await replay(event.id, queue);
    await deliver();
    const db = new Proxy(env.PREDICT_JOBS_DB, {
      get: (target, name) =>
        name === 'batch'
          ? async (statements: D1PreparedStatement[]) => {
              await tend(Date.now() + 2 * HOUR);
              return target.batch(statements);
            }
          : target.prepare.bind(target),
    });
    await letDie([event], { db });
    expect(JSON.parse((await letter(event.id)).body ?? '')).toEqual(event);
    await letDie([event]);
    expect([JSON.parse((await letter(event.id)).body ?? ''), await bodies()]).toEqual([event, 1]);
  });

  it('forgets idempotency keys after a day', async () => {
    const { id } = await aDeadEvent('run-1');
    const headers = { 'idempotency-key': 'k1' };
    await call(`${LIST}/${id}/replay`, {
      method: 'POST',
      key: KEYS.admin,
      headers,
      env: { JOB_EVENTS: heldQueue().queue },
    });
    const kept = async () =>
      (await env.PREDICT_JOBS_DB.prepare('SELECT key FROM idempotency_keys').all()).results.length;
    await tend(Date.now() + 23 * HOUR);
    expect(await kept()).toBe(1);
    await tend(Date.now() + 25 * HOUR);
    expect(await kept()).toBe(0);
  });
});
