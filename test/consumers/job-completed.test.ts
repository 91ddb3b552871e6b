import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { consumeDeadLetters } from '../../consumers/dead-letter.ts';
import { consumeJobEvents } from '../../consumers/job-completed.ts';
import type { ConsumerPorts } from '../../consumers/ports.ts';
import { settle } from '../../consumers/settle.ts';
import { reconcile } from '../../producers/outbox/reconcile.ts';
import { claimCheck } from '../../producers/publish.ts';
import { MAX_RETRIES } from '../../src/domain/backoff.ts';
import { putOutboxEntry } from '../../src/storage/outbox.ts';
import { MAX_ROW_BYTES } from '../../src/storage/row-limits.ts';
import { awayDatabase } from '../fixtures/away.ts';
import { heldQueue } from '../fixtures/dead-letters.ts';
import { anEvent, aResult, NOON, someData } from '../fixtures/events.ts';
import { message, noJitter, type TestMessage, testPorts } from '../fixtures/queue.ts';
import { queueLoop } from '../fixtures/queue-loop.ts';

const LAST = MAX_RETRIES + 1;

async function deliver(change: Partial<ConsumerPorts>, ...messages: TestMessage[]): Promise<(string | null)[]> {
  const ports = testPorts(change);
  await settle(messages, (batch) => consumeJobEvents(ports, batch), noJitter);
  await ports.settled();
  return messages.map(({ fate }) => fate);
}

const rows = async (sql: string) => (await env.PREDICT_JOBS_DB.prepare(sql).all()).results;
const storedKeys = async () =>
  (await rows('SELECT execution_key FROM job_executions ORDER BY 1')).map((row) => row['execution_key']);
const letters = () => rows('SELECT id, reason, detail, attempts FROM dead_letters');
const outbox = async () => (await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys.map(({ name }) => name);

/** The real D1, whose batches fail a number of times before they work. */
function failingAtFirst(times: number): D1Database {
  let left = times;
  return new Proxy(env.PREDICT_JOBS_DB, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (name === 'batch' && left-- > 0) return Promise.reject(new Error('D1_ERROR: D1 DB is overloaded.'));
        return Reflect.apply(member, target, args);
      };
    },
  });
}

/** The real D1, counting its batches. */
function countedBatches() {
  let calls = 0;
  const db = new Proxy(env.PREDICT_JOBS_DB, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (name === 'batch') calls += 1;
        return Reflect.apply(member, target, args);
      };
    },
  });
  return { db, calls: () => calls };
}

const reconciled = (db = env.PREDICT_JOBS_DB) => {
  const held = heldQueue();
  const ports = { db, kv: env.ANALYSIS_KV, queue: held.queue, d1Writes: true };
  return { held, run: () => reconcile(ports, NOON + 86_400_000) };
};

describe('a row that D1 refuses', () => {
  it('is found by halving the batch and becomes a dead letter with what D1 said; its neighbours are stored', async () => {
    await env.PREDICT_JOBS_DB.prepare(
      `CREATE TRIGGER refuse BEFORE INSERT ON job_executions WHEN new.execution_key = 'culprit'
       BEGIN SELECT RAISE(ABORT, 'no culprits here'); END`,
    ).run();
    const keys = Array.from({ length: 20 }, (_, i) => (i === 13 ? 'culprit' : `run-${String(i).padStart(2, '0')}`));
    const fates = await deliver({}, ...keys.map((key) => message(anEvent(someData(key)))));
    expect(fates).toEqual(keys.map(() => 'ack'));
    expect(await storedKeys()).toEqual(keys.filter((key) => key !== 'culprit'));
    expect(await letters()).toMatchObject([{ reason: 'rejected_by_database', attempts: 1 }]);
    expect(String((await letters())[0]?.['detail'])).toContain('no culprits here');
  });

  it('among a hundred that D1 refuses as well is stored within a bounded number of calls, and no neighbour is lost', async () => {
    await env.PREDICT_JOBS_DB.prepare(
      `CREATE TRIGGER refuse BEFORE INSERT ON job_executions WHEN new.execution_key LIKE 'culprit-%'
       BEGIN SELECT RAISE(ABORT, 'no culprits here'); END`,
    ).run();
    const loop = queueLoop(NOON);
    const isSound = (i: number) => i % 10 === 9;
    for (let i = 0; i < 100; i++)
      await loop.queue.send(anEvent(someData(isSound(i) ? `sound-${i}` : `culprit-${i}`, [])));
    const most: number[] = [];
    while (loop.waiting.length > 0) {
      const { db, calls } = countedBatches();
      await loop.deliver({ db });
      most.push(calls());
    }
    expect(Math.max(...most)).toBeLessThanOrEqual(50);
    expect(await storedKeys()).toHaveLength(10);
    expect(await rows('SELECT reason, count(*) AS n FROM dead_letters GROUP BY reason')).toEqual([
      { reason: 'rejected_by_database', n: 90 },
    ]);
  });

  it('because it is too large is a dead letter that names size and limit, at once', async () => {
    const large = someData('large', [aResult('AAPL', { reasoning: 'x'.repeat(MAX_ROW_BYTES) })]);
    expect(await deliver({}, message(anEvent(large)), message(anEvent(someData('small'))))).toEqual(['ack', 'ack']);
    expect(await storedKeys()).toEqual(['small']);
    expect(await letters()).toMatchObject([{ reason: 'row_too_large', attempts: 1 }]);
    expect(String((await letters())[0]?.['detail'])).toContain(String(MAX_ROW_BYTES));
  });
});

describe('while D1 is away', () => {
  it('messages are retried, later each time and never after more than a quarter of an hour', async () => {
    const delays: number[] = [];
    for (let attempts = 1; attempts <= MAX_RETRIES; attempts++) {
      const tried = message(anEvent(someData('waiting')), attempts);
      expect(await deliver({ db: awayDatabase() }, tried)).toEqual(['retry']);
      delays.push(tried.delaySeconds ?? 0);
    }
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(delays.at(-1)).toBeLessThanOrEqual(900);
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThan(3600);
    expect(await deliver({}, message(anEvent(someData('waiting')), MAX_RETRIES))).toEqual(['ack']);
    expect(await storedKeys()).toEqual(['waiting']);
  });

  it('for longer than the last retry, an event becomes a dead letter with the last error', async () => {
    const event = anEvent(someData('given-up'));
    expect(await deliver({ db: failingAtFirst(1) }, message(event, LAST))).toEqual(['ack']);
    expect(await letters()).toEqual([
      { id: event.id, reason: 'retries_exhausted', detail: 'D1_ERROR: D1 DB is overloaded.', attempts: LAST },
    ]);
  });

  it('and refuses the dead letter too, the log says why; the event goes back into the outbox and comes home from there', async () => {
    const event = anEvent(someData('put-back'));
    const warn = vi.spyOn(console, 'warn');
    expect(await deliver({ db: awayDatabase() }, message(event, LAST))).toEqual(['ack']);
    const told = {
      message: 'dead letters not recorded in D1',
      ids: [event.id],
      error: 'Error: Network connection lost.',
    };
    expect(warn.mock.calls).toContainEqual([JSON.stringify(told)]);
    warn.mockRestore();
    expect(await outbox()).toEqual([`outbox_${event.id}`]);
    const { held, run } = reconciled();
    expect(await run()).toMatchObject({ republished: 1, failed: 0 });
    await held.deliver();
    expect(await storedKeys()).toEqual(['put-back']);
    expect(await letters()).toEqual([]);
    expect(await outbox()).toEqual([]);
  });

  it('a malformed message is parked, and becomes one dead letter although two reconcilers bring it home', async () => {
    expect(await deliver({ db: awayDatabase(), now: () => NOON }, message('no event'))).toEqual(['ack']);
    expect(await outbox()).toHaveLength(1);
    const { run } = reconciled();
    await Promise.all([run(), run()]);
    expect(await letters()).toMatchObject([{ reason: 'malformed' }]);
    expect(await outbox()).toEqual([]);
  });

  it('a parked record that is brought home twice tells of one death, and reopens nothing', async () => {
    await deliver({ db: awayDatabase(), now: () => NOON }, message('no event', 3));
    const kv = new Proxy(env.ANALYSIS_KV, {
      get(target, name): unknown {
        if (name === 'delete') return () => Promise.reject(new Error('KV DELETE failed: 500'));
        return (Reflect.get(target, name) as () => unknown).bind(target);
      },
    });
    const ports = { db: env.PREDICT_JOBS_DB, kv, queue: heldQueue().queue, d1Writes: true };
    await reconcile(ports, NOON + 86_400_000);
    await env.PREDICT_JOBS_DB.prepare("UPDATE dead_letters SET status = 'resolved'").run();
    await reconcile(ports, NOON + 2 * 86_400_000);
    expect(await rows('SELECT status, attempts, json_array_length(history) AS deaths FROM dead_letters')).toEqual([
      { status: 'resolved', attempts: 3, deaths: 1 },
    ]);
  });

  it('a message whose death was recorded although D1 did not say so dies once', async () => {
    const dying = message('no event');
    await deliver({}, dying);
    await deliver({}, dying);
    expect(await letters()).toMatchObject([{ attempts: 1 }]);
  });

  it('a message with a member name as long as itself may die as often as it likes', async () => {
    const poison = { ['x'.repeat(120_000)]: Number.NaN };
    for (let deaths = 0; deaths < 20; deaths++) expect(await deliver({}, message(poison))).toEqual(['ack']);
    expect(await letters()).toMatchObject([{ reason: 'malformed', attempts: 20 }]);
    const [row] = await rows('SELECT length(history) + length(errors) + length(detail) AS n FROM dead_letters');
    expect(row?.['n']).toBeLessThan(20_000);
  });

  it('and KV as well, nothing is acked', async () => {
    const kv = { ...env.ANALYSIS_KV, put: () => Promise.reject(new Error('KV PUT failed: 500')) } as never;
    expect(await deliver({ db: awayDatabase(), kv }, message(anEvent(someData('x')), LAST), message(1))).toEqual([
      'retry',
      'retry',
    ]);
  });
});

describe('a claim check', () => {
  const large = (key: string) => anEvent(someData(key, [aResult('AAPL', { reasoning: 'x'.repeat(100_000) })]));
  const kept = async (key: string) => {
    const event = large(key);
    const text = JSON.stringify(event);
    await putOutboxEntry(env.ANALYSIS_KV, event.id, text);
    return { event, check: await claimCheck(event, text) };
  };

  it('is redeemed, and its entry deleted once the event is stored', async () => {
    const { check } = await kept('large');
    expect(await deliver({}, message(check))).toEqual(['ack']);
    expect(await storedKeys()).toEqual(['large']);
    expect(await outbox()).toEqual([]);
  });

  it('that dies keeps the whole event as the JSON its producer wrote, fit to be replayed', async () => {
    const { event, check } = await kept('dies');
    await deliver({ db: failingAtFirst(1) }, message(check, LAST));
    const [letter] = await rows('SELECT body, body_encoding FROM dead_letters');
    expect(letter?.['body_encoding']).toBe('json');
    expect(JSON.parse(String(letter?.['body']))).toEqual(event);
  });

  it('that comes again after its entry was deleted is known to be stored', async () => {
    const { check } = await kept('large');
    await deliver({}, message(check));
    expect(await deliver({}, message(check))).toEqual(['ack']);
    expect(await letters()).toEqual([]);
  });

  it('whose entry is not visible is retried, not taken for absent; after the last retry it says what is missing', async () => {
    const { event, check } = await kept('expired');
    await env.ANALYSIS_KV.delete(`outbox_${event.id}`);
    expect(await deliver({}, message(check))).toEqual(['retry']);
    expect(await deliver({}, message(check, LAST))).toEqual(['ack']);
    expect(await letters()).toMatchObject([
      { id: event.id, reason: 'payload_missing', detail: `outbox_${event.id} is not to be found` },
    ]);
  });

  it('whose entry is missing while D1 is away leaves the rest of its batch as it is', async () => {
    const { event, check } = await kept('expired');
    await env.ANALYSIS_KV.delete(`outbox_${event.id}`);
    const fates = await deliver({ db: failingAtFirst(0) }, message(check), message(anEvent(someData('neighbour'))));
    expect(fates).toEqual(['retry', 'ack']);
    expect(await deliver({ db: awayDatabase() }, message(check), message(7))).toEqual(['retry', 'ack']);
  });

  it('of another digest is a dead letter at once; the entry stays, comes home, and resolves it', async () => {
    const { event, check } = await kept('tampered');
    const other = { ...check, datadigest: '0'.repeat(64) };
    expect(await deliver({}, message(other))).toEqual(['ack']);
    expect(await letters()).toMatchObject([{ id: event.id, reason: 'digest_mismatch' }]);
    const { held, run } = reconciled();
    await run();
    await held.deliver();
    expect(await storedKeys()).toEqual(['tampered']);
    expect(await rows('SELECT status FROM dead_letters')).toEqual([{ status: 'resolved' }]);
  });

  it('that the queue itself gave up on has the name of its event, and is resolved when that is stored', async () => {
    const { event, check } = await kept('late');
    await consumeDeadLetters(testPorts(), [message(check)]);
    expect(await letters()).toMatchObject([{ id: event.id, reason: 'retries_exhausted' }]);
    await deliver({}, message(check));
    expect(await rows('SELECT status FROM dead_letters')).toEqual([{ status: 'resolved' }]);
  });
});
