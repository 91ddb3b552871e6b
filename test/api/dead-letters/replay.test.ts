import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { consumeDeadLetters } from '../../../consumers/dead-letter.ts';
import { claimCheck } from '../../../producers/publish.ts';
import { BulkReplayAnswer } from '../../../schema/api/dead-letters.ts';
import type { JobCompletedEvent } from '../../../schema/event.ts';
import { MAX_REPLAYS } from '../../../src/domain/replay.ts';
import { putOutboxEntry } from '../../../src/storage/outbox.ts';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';
import { aDeadEvent, letDie } from '../../fixtures/dead-letters.ts';
import { anEvent, aResult, someData } from '../../fixtures/events.ts';
import { message, testPorts } from '../../fixtures/queue.ts';
import { jobs, LIST, outcomeOf, rows, scene } from '../../fixtures/replays.ts';

const BY_ADMIN: unknown = expect.stringMatching(/^admin:[0-9a-f]{8}$/);

/** An event that is too large to travel inline, dead because its outbox entry could not be had. */
async function aDeadClaimCheck(): Promise<JobCompletedEvent> {
  const event = anEvent(someData('large', [aResult('AAPL', { reasoning: 'x'.repeat(70_000) })]));
  const text = JSON.stringify(event);
  const ports = testPorts();
  const check = await claimCheck(event, text);
  await consumeDeadLetters(ports, [message(JSON.parse(JSON.stringify(check)))]);
  return event;
}

describe('replaying a dead letter', () => {
  it('sends its event once more, and it is resolved with the rows it becomes', async () => {
    const { post, letter, sent, deliver } = scene();
    const event = await aDeadEvent('run-1');
    const response = await post(`/${event.id}/replay`);
    expect(response.status).toBe(202);
    expect(await jsonOf(response)).toEqual({
      success: true,
      dry_run: false,
      result: { id: event.id, outcome: 'sent', execution_key: 'run-1', detail: null, errors: [] },
    });
    expect(sent).toMatchObject([
      { type: 'job.completed', subject: 'run-1', replaycount: 1, deadletterid: event.id, data: event.data },
    ]);
    expect(await letter(event.id)).toMatchObject({ status: 'replayed', replay_count: 1 });
    await deliver();
    expect(await letter(event.id)).toMatchObject({
      status: 'resolved',
      replayed_at: null,
      history: [{ action: 'dead' }, { action: 'replayed', by: BY_ADMIN }, { action: 'resolved' }],
    });
    expect(await jobs()).toEqual([{ execution_key: 'run-1', status: 'success' }]);
    expect((await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys).toEqual([]);
  });

  it('of one that dies again opens the same record', async () => {
    const { post, letter, sent } = scene();
    const event = await aDeadEvent('run-1');
    await post(`/${event.id}/replay`);
    await letDie(sent);
    expect(await letter(event.id)).toMatchObject({
      status: 'open',
      replay_count: 1,
      attempts: 2,
      history: [{ action: 'dead' }, { action: 'replayed' }, { action: 'dead' }],
    });
    expect(await rows('SELECT count(*) AS n FROM dead_letters')).toEqual([{ n: 1 }]);
  });

  it('ten times ends in one row, and the eleventh is refused', async () => {
    const { post, letter, deliver } = scene();
    const event = await aDeadEvent('run-1');
    for (let i = 1; i <= MAX_REPLAYS; i++) {
      expect((await post(`/${event.id}/replay`)).status).toBe(202);
      expect((await post(`/${event.id}/restore`)).status).toBe(200);
    }
    const eleventh = await post(`/${event.id}/replay`);
    expect(eleventh.status).toBe(409);
    expect(await jsonOf(eleventh)).toMatchObject({ type: 'urn:jobledger:problem:replay-cap' });
    expect(await outcomeOf(await post(`/${event.id}/replay`, { dry_run: true }))).toBe('still_fails');
    await deliver();
    expect(await jobs()).toHaveLength(1);
    expect(await rows('SELECT count(*) AS n FROM scheduled_job_results')).toEqual([{ n: 2 }]);
    expect(await letter(event.id)).toMatchObject({ status: 'resolved', replay_count: MAX_REPLAYS });
  });

  it('that goes in circles is parked with that reason', async () => {
    const { post, letter, sent } = scene();
    const event = await aDeadEvent('run-1');
    for (let i = 1; i <= MAX_REPLAYS; i++) {
      await post(`/${event.id}/replay`);
      await letDie(sent.splice(0));
      expect((await letter(event.id)).reason).toBe(i < MAX_REPLAYS ? 'retries_exhausted' : 'replay_cap');
    }
    expect((await letter(event.id)).detail).toContain('retries_exhausted: the queue gave up');
  });

  it('twice at once sends once', async () => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(`/${event.id}/replay`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409, 409]);
    expect(sent).toHaveLength(1);
    expect(await rows("SELECT count(*) AS n FROM audit_log WHERE action = 'dead-letters.replay'")).toEqual([{ n: 1 }]);
  });

  it('alone and by filter at once sends once', async () => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    await Promise.all([post(`/${event.id}/replay`), post('/replay', { filter: {} }), post('/replay', { filter: {} })]);
    expect(sent).toHaveLength(1);
  });

  it('is in the audit log with who and what', async () => {
    const { post } = scene();
    const event = await aDeadEvent('run-1');
    await post(`/${event.id}/replay`);
    expect(await rows('SELECT actor, action, target, detail FROM audit_log')).toEqual([
      {
        actor: BY_ADMIN,
        action: 'dead-letters.replay',
        target: event.id,
        detail: '{"replay":1,"edited":false}',
      },
    ]);
  });

  it('keeps it in the outbox when the queue refuses, where the reconciler finds it', async () => {
    const queue = { send: () => Promise.reject(new Error('queue down')) } as unknown as Queue;
    const { post, letter } = scene({ JOB_EVENTS: queue });
    const event = await aDeadEvent('run-1');
    expect(await outcomeOf(await post(`/${event.id}/replay`))).toBe('kept');
    expect((await letter(event.id)).status).toBe('replayed');
    expect((await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys).toHaveLength(1);
  });

  it('that neither the outbox nor the queue takes is open again', async () => {
    const queue = { send: () => Promise.reject(new Error('queue down')) } as unknown as Queue;
    const { post, letter } = scene({ JOB_EVENTS: queue });
    const event = await aDeadEvent('run-1');
    const put = vi.spyOn(env.ANALYSIS_KV, 'put').mockRejectedValue(new Error('KV PUT failed: 500'));
    const response = await post(`/${event.id}/replay`);
    put.mockRestore();
    expect(response.status).toBe(503);
    expect(await letter(event.id)).toMatchObject({
      status: 'open',
      replay_count: 0,
      history: [{ action: 'dead' }, { action: 'replayed' }, { action: 'not_sent' }],
    });
  });

  it('waits until D1 writes are on', async () => {
    const { post, sent } = scene({ ENABLE_D1_WRITES: 'false' });
    const event = await aDeadEvent('run-1');
    for (const path of [`/${event.id}/replay`, `/${event.id}/discard`, `/${event.id}/restore`, '/replay']) {
      const response = await post(path, path === '/replay' ? { filter: {} } : {});
      expect(response.status).toBe(409);
      expect(await jsonOf(response)).toMatchObject({ type: 'urn:jobledger:problem:d1-writes-off' });
    }
    expect(sent).toEqual([]);
  });

  it('more often than the limit allows is a 429 that says when to come back', async () => {
    const limit = vi.fn(() => Promise.resolve({ success: false }));
    const { post, sent } = scene({ RATE_LIMIT: { limit } });
    const event = await aDeadEvent('run-1');
    for (const [path, body] of [
      [`/${event.id}/replay`, {}],
      ['/replay', { filter: {} }],
    ] as const) {
      const response = await post(path, body);
      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toBe('60');
    }
    expect(limit).toHaveBeenCalledWith({ key: expect.stringMatching(/^replay:admin:/) as unknown });
    expect(sent).toEqual([]);
  });

  it('while D1 is away is a 503 and no send', async () => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    const lost = () => Promise.reject(new Error('D1_ERROR: Network connection lost.'));
    const batch = vi.spyOn(env.PREDICT_JOBS_DB, 'batch').mockImplementation(lost);
    const response = await post(`/${event.id}/replay`);
    batch.mockRestore();
    expect(response.status).toBe(503);
    expect(sent).toEqual([]);
  });
});

describe('a claim check that died', () => {
  it('is replayed by its outbox entry', async () => {
    const { post, letter, deliver } = scene();
    const event = await aDeadClaimCheck();
    const { dead_letters } = (await jsonOf(await call(LIST, { key: KEYS.read }))) as { dead_letters: [{ id: string }] };
    const id = dead_letters[0].id;
    const missing = await post(`/${id}/replay`);
    expect(missing.status).toBe(409);
    expect(await jsonOf(missing)).toMatchObject({ type: 'urn:jobledger:problem:payload-missing' });
    expect(await outcomeOf(await post(`/${id}/replay`, { dry_run: true }))).toBe('still_fails');

    await putOutboxEntry(env.ANALYSIS_KV, event.id, JSON.stringify(event));
    expect(await outcomeOf(await post(`/${id}/replay`, { dry_run: true }))).toBe('would_insert');
    expect((await post(`/${id}/replay`)).status).toBe(202);
    await deliver();
    expect((await letter(id)).status).toBe('resolved');
    expect(await jobs()).toEqual([{ execution_key: 'large', status: 'success' }]);
  });

  it('is not replayed by an entry of another digest', async () => {
    const { post } = scene();
    const event = await aDeadClaimCheck();
    await putOutboxEntry(env.ANALYSIS_KV, event.id, JSON.stringify({ ...event, source: 'somebody/else' }));
    const all = BulkReplayAnswer.parse(await jsonOf(await post('/replay', { filter: {} })));
    expect(all.results).toMatchObject([{ outcome: 'still_fails' }]);
    expect(all.results[0]?.detail).toContain('does not have the digest');
  });
});
