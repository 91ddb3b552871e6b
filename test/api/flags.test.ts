import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { consumeJobEvents } from '../../consumers/job-completed.ts';
import { publishJobCompleted } from '../../producers/publish.ts';
import { FlagsAnswer } from '../../schema/api/flags.ts';
import { flagDefaults, loadConfig } from '../../src/config.ts';
import { readFlags } from '../../src/storage/flags.ts';
import { call, jsonOf, KEYS } from '../fixtures/api.ts';
import { heldQueue } from '../fixtures/dead-letters.ts';
import { anEvent, someData } from '../fixtures/events.ts';
import { message, testPorts } from '../fixtures/queue.ts';

const FLAGS = '/api/v1/flags';
const ON = { d1_writes: true, d1_reads: true, kv_writes: true };

const get = (change: Partial<Env> = {}) => call(FLAGS, { key: KEYS.read, env: change });
const put = (body: unknown, change: Partial<Env> = {}) =>
  call(FLAGS, { method: 'PUT', key: KEYS.admin, body, env: change });
const answerOf = async (response: Response) => FlagsAnswer.parse(await jsonOf(response));

const audited = async (): Promise<unknown[]> =>
  (await env.PREDICT_JOBS_DB.prepare('SELECT actor, action, target, detail FROM audit_log').all()).results;

const outboxed = async (): Promise<number> => (await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys.length;

describe('the flags', () => {
  it.each([
    ['ENABLE_D1_WRITES', 'd1_writes'],
    ['USE_D1_READS', 'd1_reads'],
    ['ENABLE_KV_WRITES', 'kv_writes'],
  ] as const)('take %s as the default of %s', async (variable, flag) => {
    const defaults = { ...ON, [flag]: false };
    expect(await answerOf(await get({ [variable]: 'false' }))).toEqual({
      success: true,
      flags: defaults,
      defaults,
      overrides: {},
    });
    const overridden = await answerOf(await put({ [flag]: true }, { [variable]: 'false' }));
    expect(overridden).toMatchObject({ flags: ON, defaults, overrides: { [flag]: true } });
    const config = loadConfig({ ...env, [variable]: 'false' });
    expect(await readFlags(env.ANALYSIS_KV, flagDefaults(config))).toEqual(ON);
  });

  it('are changed one by one, and given back by null', async () => {
    await put({ d1_reads: false });
    expect(await answerOf(await put({ kv_writes: false }))).toMatchObject({
      flags: { d1_writes: true, d1_reads: false, kv_writes: false },
      overrides: { d1_reads: false, kv_writes: false },
    });
    expect(await answerOf(await put({ d1_reads: null }))).toMatchObject({ overrides: { kv_writes: false } });
    expect((await answerOf(await get())).flags).toEqual({ ...ON, kv_writes: false });
  });

  it('changed at once by two, each another one, are both changed', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all([put({ d1_reads: false }), put({ kv_writes: false })]);
      expect((await answerOf(await get())).overrides).toEqual({ d1_reads: false, kv_writes: false });
      await Promise.all([put({ d1_reads: null }), put({ kv_writes: null })]);
      expect((await answerOf(await get())).overrides).toEqual({});
    }
  });

  it('changed while this location still sees the old ones undo nothing', async () => {
    await put({ d1_reads: false });
    const stale = vi.spyOn(env.ANALYSIS_KV, 'get').mockResolvedValue(new Map() as never);
    await put({ kv_writes: false });
    stale.mockRestore();
    expect((await answerOf(await get())).overrides).toEqual({ d1_reads: false, kv_writes: false });
  });

  it.each([{}, { d1_writes: 'off' }, { d1_writes: 0 }, { writes: true }, { d1_reads: true, x: 1 }, [], null, '{'])(
    'are not changed by %j',
    async (body) => {
      expect((await put(body)).status).toBe(400);
      expect((await answerOf(await get())).overrides).toEqual({});
      expect(await audited()).toEqual([]);
    },
  );

  it('need an admin to be changed', async () => {
    expect((await call(FLAGS, { method: 'PUT', key: KEYS.write, body: { d1_writes: false } })).status).toBe(403);
  });

  it('are the variables while KV cannot be read, and say so', async () => {
    const failing = vi.spyOn(env.ANALYSIS_KV, 'get').mockRejectedValue(new Error('KV GET failed: 500'));
    const answer = await answerOf(await get());
    failing.mockRestore();
    expect(answer).toEqual({ success: true, flags: ON, defaults: ON, overrides: null });
  });

  it('are not said to be changed when KV refuses', async () => {
    const failing = vi.spyOn(env.ANALYSIS_KV, 'put').mockRejectedValue(new Error('KV PUT failed: 500'));
    const response = await put({ d1_writes: false });
    failing.mockRestore();
    expect(response.status).toBe(503);
  });

  it('are in the audit log with who changed what', async () => {
    await put({ d1_reads: false });
    expect(await audited()).toEqual([
      {
        actor: expect.stringMatching(/^admin:[0-9a-f]{8}$/) as unknown,
        action: 'flags.change',
        target: 'flags',
        detail: '{"change":{"d1_reads":false},"overrides":{"d1_reads":false}}',
      },
    ]);
    expect(await outboxed()).toBe(0);
  });

  it('are switched off while D1 is away; the record comes home when they are on again', async () => {
    const lost = () => {
      throw new Error('D1_ERROR: Network connection lost.');
    };
    const failing = vi.spyOn(env.PREDICT_JOBS_DB, 'prepare').mockImplementation(lost);
    const response = await put({ d1_writes: false });
    failing.mockRestore();
    expect(response.status).toBe(200);
    expect(await audited()).toEqual([]);
    expect(await outboxed()).toBe(1);
    await put({ d1_writes: true }, { JOB_EVENTS: heldQueue().queue });
    expect(await audited()).toHaveLength(2);
    expect(await outboxed()).toBe(0);
  });
});

describe('switching D1 writes off and on again', () => {
  it('keeps what is produced and what is on its way, and then brings all of it home at once', async () => {
    const { queue, sent, deliver } = heldQueue();
    await put({ d1_writes: false });
    const { d1_writes, ...others } = await readFlags(env.ANALYSIS_KV, ON);
    const ports = { kv: env.ANALYSIS_KV, queue, outbox: 'always', d1Writes: d1_writes } as const;
    expect(await publishJobCompleted(ports, anEvent(someData('produced'), Date.now()))).toEqual({
      sent: false,
      kept: true,
    });
    const underWay = message(anEvent(someData('under-way'), Date.now()));
    await consumeJobEvents(testPorts({ flags: { d1_writes, ...others } }), [underWay]);
    const rows = async () =>
      (await env.PREDICT_JOBS_DB.prepare('SELECT execution_key FROM job_executions ORDER BY 1').all()).results;
    expect(await rows()).toEqual([]);

    await put({ d1_writes: true }, { JOB_EVENTS: queue });
    expect(sent).toHaveLength(2);
    await deliver();
    expect(await rows()).toEqual([{ execution_key: 'produced' }, { execution_key: 'under-way' }]);
    expect(await outboxed()).toBe(0);
  });
});
