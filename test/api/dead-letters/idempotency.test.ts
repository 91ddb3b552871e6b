import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';
import { aDeadEvent, heldQueue } from '../../fixtures/dead-letters.ts';

const LIST = '/api/v1/dead-letters';

function scene() {
  const { queue, sent } = heldQueue();
  const post = (path: string, key: string, body: unknown = {}, by: string = KEYS.admin) =>
    call(`${LIST}${path}`, {
      method: 'POST',
      key: by,
      headers: { 'idempotency-key': key },
      body,
      env: { JOB_EVENTS: queue },
    });
  return { post, sent };
}

afterEach(() => void vi.useRealTimers());

describe('a replay with an Idempotency-Key', () => {
  it('that comes again gets the same answer and sends nothing', async () => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    const first = await post(`/${event.id}/replay`, 'k1');
    const again = await post(`/${event.id}/replay`, 'k1');
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(await jsonOf(again)).toEqual(await jsonOf(first));
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(sent).toHaveLength(1);
  });

  it('by filter goes no further when it comes again', async () => {
    const { post, sent } = scene();
    for (const key of ['a', 'b', 'c']) await aDeadEvent(key);
    const body = { filter: {}, limit: 2 };
    const first = await jsonOf(await post('/replay', 'k1', body));
    expect(await jsonOf(await post('/replay', 'k1', body))).toEqual(first);
    expect(sent).toHaveLength(2);
    await post('/replay', 'k2', body);
    expect(sent).toHaveLength(3);
  });

  it('at once and again is done once', async () => {
    const { post, sent } = scene();
    for (const key of ['a', 'b', 'c']) await aDeadEvent(key);
    const answers = await Promise.all([1, 2, 3].map(() => post('/replay', 'k1', { filter: {}, limit: 1 })));
    for (const { status } of answers) expect([202, 409]).toContain(status);
    expect(sent).toHaveLength(1);
  });

  it('is another request with the same key: 422', async () => {
    const { post, sent } = scene();
    const [a, b] = [await aDeadEvent('run-1'), await aDeadEvent('run-2')];
    await post(`/${a.id}/replay`, 'k1');
    expect((await post(`/${b.id}/replay`, 'k1')).status).toBe(422);
    expect((await post('/replay', 'k1', { filter: {} })).status).toBe(422);
    expect(sent).toHaveLength(1);
  });

  it('belongs to its caller', async () => {
    const { queue, sent } = heldQueue();
    for (const key of ['a', 'b']) await aDeadEvent(key);
    const API_KEYS = 'admin:first-admin-key,admin:second-admin-key';
    for (const key of ['first-admin-key', 'second-admin-key']) {
      const answer = await call(`${LIST}/replay`, {
        method: 'POST',
        key,
        headers: { 'idempotency-key': 'k1' },
        body: { filter: {}, limit: 1 },
        env: { JOB_EVENTS: queue, API_KEYS },
      });
      expect(answer.status).toBe(202);
    }
    expect(sent).toHaveLength(2);
  });

  it('that failed may come again', async () => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    await post(`/${event.id}/discard`, 'unused');
    expect((await post(`/${event.id}/replay`, 'k1')).status).toBe(409);
    await post(`/${event.id}/restore`, 'unused');
    expect((await post(`/${event.id}/replay`, 'k1')).status).toBe(202);
    expect(sent).toHaveLength(1);
  });

  it('whose first caller vanished is taken over after a minute', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-08T12:00:00.000Z'), toFake: ['Date'] });
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    await post(`/${event.id}/replay`, 'k1', { dry_run: false });
    await env.PREDICT_JOBS_DB.exec('UPDATE idempotency_keys SET answer = NULL');
    expect((await post(`/${event.id}/replay`, 'k1')).status).toBe(409);
    vi.setSystemTime(Date.parse('2026-01-08T12:01:00.001Z'));
    const late = await post(`/${event.id}/replay`, 'k1');
    expect(await jsonOf(late)).toMatchObject({ type: 'urn:jobledger:problem:wrong-status' });
    expect(sent).toHaveLength(1);
  });

  it.each(['', 'x'.repeat(257), 'a b', 'é'])('that is no key (%j) is a 400', async (key) => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    expect((await post(`/${event.id}/replay`, key)).status).toBe(400);
    expect(sent).toEqual([]);
  });
});
