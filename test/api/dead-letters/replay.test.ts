import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { consumeDeadLetters } from '../../../consumers/dead-letter.ts';
import { claimCheck } from '../../../producers/publish.ts';
import { BulkReplayAnswer, type DeadLetter, DeadLetterAnswer, ReplayAnswer } from '../../../schema/api/dead-letters.ts';
import type { JobCompletedEvent } from '../../../schema/event.ts';
import { MAX_REPLAYS } from '../../../src/domain/replay.ts';
import { putOutboxEntry } from '../../../src/storage/outbox.ts';
import { MAX_ROW_BYTES } from '../../../src/storage/row-limits.ts';
import { call, jsonOf, KEYS } from '../../fixtures/api.ts';
import { aDeadEvent, heldQueue, letDie } from '../../fixtures/dead-letters.ts';
import { anEvent, aResult, NOON, someData } from '../../fixtures/events.ts';
import { message, testPorts } from '../../fixtures/queue.ts';

const LIST = '/api/v1/dead-letters';

/** The API over a queue that is held; every test its own. */
function scene(change: Partial<Env> = {}) {
  const held = heldQueue();
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    call(`${LIST}${path}`, {
      method: 'POST',
      key: KEYS.admin,
      headers,
      body,
      env: { JOB_EVENTS: held.queue, ...change },
    });
  const letter = async (id: string): Promise<DeadLetter> =>
    DeadLetterAnswer.parse(await jsonOf(await call(`${LIST}/${id}`, { key: KEYS.read }))).dead_letter;
  return { ...held, post, letter };
}

const rows = async (sql: string): Promise<unknown[]> => (await env.PREDICT_JOBS_DB.prepare(sql).all()).results;

const jobs = () => rows('SELECT execution_key, status FROM job_executions ORDER BY execution_key');

const outcomeOf = async (response: Response) => ReplayAnswer.parse(await jsonOf(response)).result.outcome;

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

describe('an edited body', () => {
  const broken = () => ({ ...anEvent(someData('run-1')), subject: 'another' });

  async function aBrokenLetter(post: ReturnType<typeof scene>['post']): Promise<string> {
    await letDie([broken()]);
    const answer = await post('/replay', { filter: {}, dry_run: true });
    return BulkReplayAnswer.parse(await jsonOf(answer)).results[0]?.id ?? '';
  }

  it('is needed where the original is no valid event', async () => {
    const { post, sent } = scene();
    const id = await aBrokenLetter(post);
    const response = await post(`/${id}/replay`);
    expect(response.status).toBe(409);
    expect(await jsonOf(response)).toMatchObject({
      type: 'urn:jobledger:problem:needs-edit',
      errors: [{ pointer: '/subject' }],
    });
    expect(sent).toEqual([]);
  });

  it.each([
    ['text', 'hello'],
    ['bytes', new Uint8Array([1, 2]).buffer],
  ])('is needed where the original is %s', async (_, body) => {
    const { post } = scene();
    await letDie([body]);
    const all = BulkReplayAnswer.parse(await jsonOf(await post('/replay', { filter: {} })));
    expect(all.results).toMatchObject([{ outcome: 'still_fails' }]);
    expect((await post(`/${all.results[0]?.id ?? ''}/replay`)).status).toBe(409);
  });

  it('is sent instead; the original stays as it came', async () => {
    const { post, letter, deliver } = scene();
    const id = await aBrokenLetter(post);
    const before = await letter(id);
    const edited_body = { ...broken(), subject: 'run-1' };
    expect((await post(`/${id}/replay`, { edited_body })).status).toBe(202);
    await deliver();
    const after = await letter(id);
    expect(after).toMatchObject({ status: 'resolved', edited: true, body: before.body });
    expect(JSON.parse(after.edited_body ?? '')).toEqual(edited_body);
    expect(after.history).toMatchObject([{}, { action: 'replayed', edited: true }, {}]);
    expect(await jobs()).toEqual([{ execution_key: 'run-1', status: 'success' }]);
  });

  it('is what the next replay sends, when it died as well', async () => {
    const { post, letter, sent, deliver } = scene();
    const id = await aBrokenLetter(post);
    await post(`/${id}/replay`, { edited_body: { ...broken(), subject: 'run-1' } });
    await letDie(sent.splice(0));
    expect(JSON.parse((await letter(id)).body ?? '')).toMatchObject({ subject: 'another' });
    expect((await post(`/${id}/replay`)).status).toBe(202);
    await deliver();
    expect(await jobs()).toHaveLength(1);
  });

  it('of half a megabyte and more is kept whole', async () => {
    const { post, letter, deliver } = scene();
    const id = await aBrokenLetter(post);
    const edited_body = anEvent(someData('run-1', [aResult('AAPL', { reasoning: 'é'.repeat(400_000) })]));
    expect((await post(`/${id}/replay`, { edited_body })).status).toBe(202);
    expect(JSON.parse((await letter(id)).edited_body ?? '')).toEqual(edited_body);
    await deliver();
    expect((await letter(id)).status).toBe('resolved');
  });

  const good = anEvent(someData('run-1'));
  it.each([
    ['no event', 'hello', 422, '/edited_body'],
    ['nothing', null, 422, '/edited_body'],
    ['of no known type', { ...good, type: 'job.started' }, 422, '/edited_body/type'],
    [
      'of another version',
      { ...good, dataschema: 'urn:jobledger:schema:job.completed:2.0' },
      422,
      '/edited_body/dataschema',
    ],
    [
      'with a wrong result',
      { ...good, data: { ...good.data, results: [{ ...aResult('AAPL'), confidence: 2 }] } },
      422,
      '/edited_body/data/results/0/confidence',
    ],
    ['that D1 would change', { ...good, source: 'a\0b' }, 400, '/edited_body/source'],
    ['with a prototype', `{"edited_body":{"__proto__":{"a":1}}}`, 400, '/edited_body'],
    [
      'too large for a row',
      anEvent(someData('run-1', [aResult('AAPL', { reasoning: 'x'.repeat(MAX_ROW_BYTES) })])),
      413,
      '/edited_body/data/results/0',
    ],
  ])('%s is refused with its place, and nothing is changed', async (_, edited_body, status, pointer) => {
    const { post, letter, sent } = scene();
    const event = await aDeadEvent('run-1');
    const body = typeof edited_body === 'string' && edited_body.startsWith('{') ? edited_body : { edited_body };
    const response = await post(`/${event.id}/replay`, body);
    expect(response.status).toBe(status);
    const { errors } = (await jsonOf(response)) as { errors: { pointer: string }[] };
    expect(errors[0]?.pointer).toBe(pointer);
    expect(sent).toEqual([]);
    expect(await letter(event.id)).toMatchObject({ status: 'open', edited: false, replay_count: 0 });
  });

  it('larger than the API takes is refused', async () => {
    const { post } = scene();
    const event = await aDeadEvent('run-1');
    expect((await post(`/${event.id}/replay`, { edited_body: 'x'.repeat(5_000_000) })).status).toBe(413);
  });

  it.each(['{"edited_body":', '[]', '{"dry_run":"yes"}', '{"body":{}}', '7'])('as %s is a 400', async (body) => {
    const { post, sent } = scene();
    const event = await aDeadEvent('run-1');
    expect((await post(`/${event.id}/replay`, body)).status).toBe(400);
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

  it('reports an edited body that would die as such', async () => {
    const { post } = scene();
    const event = await aDeadEvent('run-1');
    const response = await post(`/${event.id}/replay`, { dry_run: true, edited_body: { ...event, subject: 'x' } });
    expect(response.status).toBe(200);
    expect(ReplayAnswer.parse(await jsonOf(response)).result).toMatchObject({
      outcome: 'still_fails',
      errors: [{ pointer: '/subject' }],
    });
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
