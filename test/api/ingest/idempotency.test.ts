import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { call, getJson, jsonOf, KEYS } from '../../fixtures/api.ts';
import { heldQueue } from '../../fixtures/dead-letters.ts';

const BODY = { job_type: 'nightly', results: [{ symbol: 'AAPL', sentiment: 'neutral', confidence: 0.5 }] };
const TIMED = { ...BODY, executed_at: '2026-01-08T12:46:12Z', execution_time_ms: 20 };
const OTHER = { ...BODY, results: [{ symbol: 'AAPL', sentiment: 'bearish', confidence: 0.9 }] };

const post = (body: unknown, { queue }: { queue: Queue }, key = 'run-1', change: Partial<Env> = {}) =>
  call('/api/v1/jobs', {
    method: 'POST',
    key: KEYS.write,
    body,
    headers: { 'idempotency-key': key },
    env: { JOB_EVENTS: queue, ...change },
  });

const rows = async () =>
  (
    await env.PREDICT_JOBS_DB.prepare(
      `SELECT e.execution_key, e.executed_at, e.revision, e.content_hash, e.persisted_at, count(r.id) AS results
       FROM job_executions e LEFT JOIN scheduled_job_results r ON r.job_execution_id = e.id GROUP BY e.id`,
    ).all()
  ).results;

/** Lets a millisecond or more pass, so that what is derived from now differs. */
const later = () => new Promise((resolve) => setTimeout(resolve, 5));

describe.each([
  ['that tells no time', BODY],
  ['that tells its time', TIMED],
])('a body %s, handed in again with its key', (_what, body) => {
  it('is named by the key, and gets the same answer while the first is on the queue', async () => {
    const held = heldQueue();
    const first = await post(body, held);
    await later();
    const again = await post(body, held);
    expect([first.status, again.status]).toEqual([202, 202]);
    const answer = await jsonOf(first);
    expect(answer).toMatchObject({ execution_key: 'ext:run-1', status_url: '/api/v1/jobs/ext%3Arun-1' });
    expect(await jsonOf(again)).toEqual(answer);
    const events = held.sent as { data: unknown }[];
    expect(events).toHaveLength(2);
    expect(events[1]?.data).toEqual(events[0]?.data);
    await held.deliver();
    expect(await rows()).toMatchObject([{ execution_key: 'ext:run-1', results: 1 }]);
  });

  it('gets the same answer once it is stored, and nothing is sent or written', async () => {
    const held = heldQueue();
    const answer = await jsonOf(await post(body, held));
    await held.deliver();
    const stored = await rows();
    await later();
    // Members in another order are the same body.
    const again = await post(Object.fromEntries(Object.entries(body).reverse()), held);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await jsonOf(again)).toEqual(answer);
    expect(held.sent).toEqual([]);
    expect(await rows()).toEqual(stored);
  });

  it('is refused with another body once the first is stored', async () => {
    const held = heldQueue();
    await post(body, held);
    await held.deliver();
    const stored = await rows();
    const other = await post({ ...OTHER, executed_at: TIMED.executed_at }, held);
    expect(other.status).toBe(422);
    expect(await jsonOf(other)).toMatchObject({ type: 'urn:jobledger:problem:idempotency-key-reused' });
    expect((await post(OTHER, held)).status).toBe(422);
    expect(held.sent).toEqual([]);
    expect(await rows()).toEqual(stored);
  });

  it('is one row after twenty at once, whoever is stored in between', async () => {
    const held = heldQueue();
    const round = () => Promise.all(Array.from({ length: 10 }, () => post(body, held)));
    const answers = await round();
    await held.deliver();
    answers.push(...(await round()));
    await held.deliver();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(await rows()).toMatchObject([{ execution_key: 'ext:run-1', results: 1 }]);
  });
});

describe('another body with the key', () => {
  it('is taken before the first is stored, and the merge rule decides whatever the order of delivery', async () => {
    const ends = await Promise.all(
      [false, true].map(async (reversed, i) => {
        const held = heldQueue();
        for (const body of [TIMED, { ...OTHER, executed_at: TIMED.executed_at, execution_time_ms: 40 }]) {
          expect((await post(body, held, `order-${i}`)).status).toBe(202);
        }
        if (reversed) held.sent.reverse();
        await held.deliver();
        return (await getJson<{ results: unknown[] }>(`/api/v1/jobs/ext%3Aorder-${i}/results`)).results;
      }),
    );
    expect(ends).toEqual([
      [expect.objectContaining({ sentiment: 'bearish' })],
      [expect.objectContaining({ sentiment: 'bearish' })],
    ]);
  });

  it('is taken while reads of D1 are switched off', async () => {
    const held = heldQueue();
    await post(BODY, held);
    await held.deliver();
    expect((await post(OTHER, held, 'run-1', { USE_D1_READS: 'false' })).status).toBe(202);
  });
});

it('claims neither an integer id nor the key of a backfilled value', async () => {
  const held = heldQueue();
  for (const key of ['1', 'kv:analysis_2026-01-08']) {
    expect(await jsonOf(await post(BODY, held, key))).toMatchObject({ execution_key: `ext:${key}` });
  }
});

it.each(['', 'a b', 'ü', 'x'.repeat(257)])('refuses the key %j', async (key) => {
  const answer = await post(BODY, heldQueue(), key);
  expect(answer.status).toBe(400);
  expect(await jsonOf(answer)).toMatchObject({ errors: [{ parameter: 'Idempotency-Key' }] });
});

it('ends in one row for any interleaving of hand-ins and deliveries', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('post', 'deliver'), { minLength: 1, maxLength: 8 }), async (steps) => {
      const held = heldQueue();
      const key = `any-${run++}`;
      const answers: unknown[] = [await jsonOf(await post(BODY, held, key))];
      for (const step of steps) {
        if (step === 'deliver') await held.deliver();
        else answers.push(await jsonOf(await post(BODY, held, key)));
      }
      await held.deliver();
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const stored = (await rows()).filter((row) => row['execution_key'] === `ext:${key}`);
      expect(stored).toMatchObject([{ results: 1 }]);
    }),
    { numRuns: 20 },
  );
});
