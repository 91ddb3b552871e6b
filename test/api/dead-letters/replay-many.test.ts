import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { BulkReplayAnswer } from '../../../schema/api/dead-letters.ts';
import type { JobCompletedEvent } from '../../../schema/event.ts';
import { jsonOf } from '../../fixtures/api.ts';
import { aDeadEvent, letDie } from '../../fixtures/dead-letters.ts';
import { anEvent, NOON, someData } from '../../fixtures/events.ts';
import { rows, scene } from '../../fixtures/replays.ts';

describe('a dry run', () => {
  it('predicts each outcome with what D1 holds, and changes nothing', async () => {
    const { post, sent, deliver } = scene();
    const stored = await aDeadEvent('stored');
    await post(`/${stored.id}/replay`);
    await deliver();
    const at = (revision: number) => ({ revision });
    const events = [
      anEvent(someData('new', undefined, at(NOON))),
      anEvent(someData('stored', undefined, at(NOON + 1))),
      anEvent(someData('stored')),
      anEvent(someData('stored', undefined, at(NOON - 1))),
    ];
    await letDie([...events, { type: 'job.completed' }], { now: () => NOON });
    const before = await rows('SELECT * FROM dead_letters ORDER BY id');
    const answer = await post('/replay', { filter: {}, dry_run: true });
    expect(answer.status).toBe(200);
    const { results, remaining, dry_run } = BulkReplayAnswer.parse(await jsonOf(answer));
    const byId = new Map(results.map(({ id, outcome }) => [id, outcome]));
    expect(events.map(({ id }) => byId.get(id))).toEqual(['would_insert', 'would_update', 'noop', 'noop']);
    const failing = results.filter(({ outcome }) => outcome === 'still_fails');
    expect(failing).toHaveLength(1);
    expect(failing[0]?.errors.map(({ pointer }) => pointer)).toContain('/specversion');
    expect({ remaining, dry_run }).toEqual({ remaining: 0, dry_run: true });
    expect(await rows('SELECT * FROM dead_letters ORDER BY id')).toEqual(before);
    expect(sent).toEqual([]);
  });

  it('predicts what the replay of all of them then does', async () => {
    const { post, deliver } = scene();
    for (const [key, revision] of [
      ['a', 1],
      ['a', 2],
      ['a', 2],
      ['b', 5],
      ['b', 3],
    ] as const) {
      await letDie([anEvent(someData(key, undefined, { revision: NOON + revision }))]);
    }
    const { results } = BulkReplayAnswer.parse(await jsonOf(await post('/replay', { filter: {}, dry_run: true })));
    const inserted = results.filter(({ outcome }) => outcome === 'would_insert');
    expect(inserted.map(({ execution_key }) => execution_key).toSorted()).toEqual(['a', 'b']);
    await post('/replay', { filter: {} });
    await deliver();
    expect(await rows('SELECT execution_key, revision FROM job_executions ORDER BY execution_key')).toEqual([
      { execution_key: 'a', revision: NOON + 2 },
      { execution_key: 'b', revision: NOON + 5 },
    ]);
  });
});

describe('replaying by filter', () => {
  it('comes to all of them in bounded calls, the hopeless ones included', async () => {
    const { post, sent } = scene();
    for (let i = 0; i < 7; i++) await aDeadEvent(`run-${i}`, NOON + i);
    await letDie([{ type: 'job.completed' }, 'text'], { now: () => NOON + 3 });
    const seen: string[] = [];
    let cursor: string | null = null;
    let calls = 0;
    do {
      const body: object = { filter: {}, limit: 2, ...(cursor !== null && { cursor }) };
      const answer = BulkReplayAnswer.parse(await jsonOf(await post('/replay', body)));
      seen.push(...answer.results.map(({ outcome }) => outcome));
      expect(answer.remaining).toBe(9 - seen.length);
      cursor = answer.next_cursor;
      calls += 1;
    } while (cursor !== null);
    expect(calls).toBe(5);
    expect(seen.toSorted()).toEqual(
      [...Array.from({ length: 7 }, () => 'sent'), 'still_fails', 'still_fails'].toSorted(),
    );
    expect(new Set(sent.map((event) => (event as JobCompletedEvent).subject)).size).toBe(7);
  });

  it.each([
    [{ ids: ['first'] }, 1],
    [{ ids: ['nobody'] }, 0],
    [{ reason: 'retries_exhausted' }, 2],
    [{ reason: 'malformed' }, 0],
    [{ type: 'analysis' }, 2],
    [{ type: 'other' }, 0],
    [{ from: '2026-01-08T12:30:00.001Z' }, 1],
    [{ to: '2026-01-07' }, 0],
    [{ cause: 'retries_exhausted: the queue gave up; the consumer could not record its last error' }, 2],
  ])('%j sends %i', async (filter, count) => {
    const { post, sent } = scene();
    const first = await aDeadEvent('run-1');
    await aDeadEvent('run-2', NOON + 1);
    const named = JSON.parse(JSON.stringify(filter).replace('first', first.id)) as object;
    expect((await post('/replay', { filter: named })).status).toBe(202);
    expect(sent).toHaveLength(count);
  });

  it('leaves out what is not open', async () => {
    const { post, sent } = scene();
    const [a, b] = [await aDeadEvent('run-1'), await aDeadEvent('run-2')];
    await post(`/${a.id}/discard`);
    await post(`/${b.id}/replay`);
    sent.splice(0);
    const answer = BulkReplayAnswer.parse(await jsonOf(await post('/replay', { filter: { ids: [a.id, b.id] } })));
    expect(answer).toMatchObject({ results: [], remaining: 0 });
    expect(sent).toEqual([]);
  });

  it.each([
    {},
    { filter: null },
    { filter: { status: 'resolved' } },
    { filter: { ids: [] } },
    { filter: { ids: Array.from({ length: 201 }, (_, i) => `${i}`) } },
    { filter: { from: 'x' } },
    { filter: { from: '2026-01-09', to: '2026-01-08' } },
    { filter: {}, limit: 0 },
    { filter: {}, limit: 201 },
    { filter: {}, limit: '10' },
    { filter: {}, cursor: 'abc' },
    { filter: {}, dry_run: 1 },
    { filter: {}, edited_body: {} },
    [],
    'x',
  ])('%j is a 400, and nothing is sent', async (body) => {
    const { post, sent } = scene();
    await aDeadEvent('run-1');
    const response = await post('/replay', JSON.stringify(body));
    expect(response.status).toBe(400);
    expect(sent).toEqual([]);
  });

  it('sends the others when one is refused by queue and outbox', async () => {
    const { post, letter, queue, sent } = scene();
    const [a, b] = [await aDeadEvent('run-1'), await aDeadEvent('run-2')];
    const put = env.ANALYSIS_KV.put.bind(env.ANALYSIS_KV);
    const failing = vi
      .spyOn(env.ANALYSIS_KV, 'put')
      .mockImplementation((key: string, value: unknown, options?: KVNamespacePutOptions) =>
        String(value).includes('run-1')
          ? Promise.reject(new Error('KV PUT failed: 500'))
          : put(key, String(value), options),
      );
    const send = vi.spyOn(queue, 'send').mockRejectedValueOnce(new Error('down'));
    const only = { filter: { ids: [a.id] } };
    const first = BulkReplayAnswer.parse(await jsonOf(await post('/replay', only)));
    send.mockRestore();
    expect(first.results).toMatchObject([{ outcome: 'skipped' }]);
    expect((await letter(a.id)).status).toBe('open');
    const all = BulkReplayAnswer.parse(await jsonOf(await post('/replay', { filter: {} })));
    failing.mockRestore();
    expect(all.results.map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
    expect((await letter(b.id)).status).toBe('replayed');
    expect(sent).toHaveLength(2);
  });
});
