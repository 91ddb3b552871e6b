import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  BackfillAnswer,
  BackfillDetailAnswer,
  BackfillKeysAnswer,
  BackfillsAnswer,
} from '../../schema/api/backfills.ts';
import { HealAnswer, VerifyAnswer } from '../../schema/api/verify.ts';
import { call, KEYS } from '../fixtures/api.ts';
import { backfillWorld, seedLegacy, type World } from '../fixtures/backfills.ts';

const PATH = '/api/v1/backfills';

let world: World;
beforeEach(() => {
  world = backfillWorld({ now: Date.now });
});

const post = (path: string, body: unknown = {}, change: Partial<Env> = {}) =>
  call(path, { method: 'POST', key: KEYS.admin, body, env: { JOB_EVENTS: world.loop.queue, ...change } });
const get = (path: string) => call(path, { key: KEYS.read });

const start = async (body: unknown = {}) => BackfillAnswer.parse(await (await post(PATH, body)).json()).backfill;

describe('backfills over HTTP', () => {
  it('start, go on by messages, and are shown with their keys', async () => {
    const entries = await seedLegacy(60);
    const response = await post(PATH, { dry_run: true, from: '2023-01-01' });
    expect(response.status).toBe(202);
    const { backfill, status_url } = BackfillAnswer.parse(await response.json());
    expect(response.headers.get('location')).toBe(status_url);
    expect(backfill).toMatchObject({ status: 'running', prefix: 'analysis_', dry_run: true, from: '2023-01-01' });
    await world.drain();

    const shown = BackfillDetailAnswer.parse(await (await get(status_url)).json());
    const dated = entries.filter(({ key }) => /\d{4}-/.test(key)).length;
    expect(shown.backfill).toMatchObject({ status: 'finished', keys: dated, certificate: { adds_up: true } });
    expect(Object.values(shown.counts).reduce((a, b) => a + b)).toBe(dated);

    const seen: string[] = [];
    let next: string | null = `${status_url}/keys?outcome=skipped&limit=2`;
    while (next) {
      const page: Response = await get(next);
      const { keys, next_cursor } = BackfillKeysAnswer.parse(await page.json());
      expect(keys.every(({ outcome, reason }) => outcome === 'skipped' && reason !== null)).toBe(true);
      seen.push(...keys.map(({ key }) => key));
      next = next_cursor && `${status_url}/keys?outcome=skipped&limit=2&cursor=${next_cursor}`;
    }
    expect(seen).toEqual([...seen].sort());
    expect(seen).toHaveLength(shown.counts.skipped);
  });

  it('are watched and verified while results are read from KV', async () => {
    await seedLegacy(5);
    await env.ANALYSIS_KV.put('flags', '{"d1_reads":false}');
    const { id } = await start();
    await world.drain();
    expect((await get(`${PATH}/${id}`)).status).toBe(200);
    expect((await get('/api/v1/verify')).status).toBe(200);
  });

  it('are listed newest first, page by page', async () => {
    const ids = [];
    for (let i = 0; i < 3; i++) {
      ids.unshift((await start()).id);
      await scheduler.wait(2);
    }
    const first = BackfillsAnswer.parse(await (await get(`${PATH}?limit=2`)).json());
    const second = BackfillsAnswer.parse(await (await get(`${PATH}?limit=2&cursor=${first.next_cursor}`)).json());
    expect([...first.backfills, ...second.backfills].map(({ id }) => id)).toEqual(ids);
    expect(second.next_cursor).toBeNull();
  });

  it('are cancelled, resumed, and not changed once they are finished', async () => {
    await seedLegacy(20);
    const { id } = await start();
    expect((await post(`${PATH}/${id}/cancel`)).status).toBe(202);
    expect((await post(`${PATH}/${id}/cancel`)).status).toBe(202);
    await world.drain();
    expect((await world.find(id)).status).toBe('cancelled');
    const resumed = BackfillAnswer.parse(await (await post(`${PATH}/${id}/resume`)).json());
    expect(resumed.backfill.status).toBe('running');
    await world.drain();
    expect((await world.find(id)).certificate).toMatchObject({ enumerated: 20, adds_up: true });
    expect((await post(`${PATH}/${id}/cancel`)).status).toBe(409);
    expect((await post(`${PATH}/${id}/resume`)).status).toBe(409);
    const audit = await env.PREDICT_JOBS_DB.prepare('SELECT action FROM audit_log ORDER BY id').all();
    expect(audit.results.map((row) => row['action']).sort()).toEqual([
      'backfills.cancel',
      'backfills.resume',
      'backfills.start',
    ]);
  });

  it.each([
    ['prefix', { prefix: '' }],
    ['prefix', { prefix: 7 }],
    ['prefix', { prefix: '😀'.repeat(129) }],
    ['prefix', { prefix: '語'.repeat(171) }],
    ['from', { from: '2025-02-30' }],
    ['from', { from: '2025-02-02', to: '2025-02-01' }],
    ['dry_run', { dry_run: 'yes' }],
    ['limit', { limit: 5 }],
  ])('refuse a wrong %s', async (name, body) => {
    const response = await post(PATH, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: `/${name}` }] });
  });

  it('are none where there are none', async () => {
    const none = `${PATH}/01JGZ2T5ZC0000000000000000`;
    for (const path of [none, `${none}/keys`, `${PATH}/1`]) expect((await get(path)).status).toBe(404);
    for (const path of [`${none}/cancel`, `${none}/resume`]) expect((await post(path)).status).toBe(404);
  });

  it('do not start while writes to D1 are off', async () => {
    expect((await post(PATH, {}, { ENABLE_D1_WRITES: 'false' })).status).toBe(409);
    expect((await post('/api/v1/verify/heal', {}, { ENABLE_D1_WRITES: 'false' })).status).toBe(409);
  });
});

describe('verification over HTTP', () => {
  const verify = async (query: string) => VerifyAnswer.parse(await (await get(`/api/v1/verify${query}`)).json());

  it('pages through both stores, and heals what is missing', async () => {
    const entries = await seedLegacy(30);
    const executions = entries.reduce((sum, each) => sum + each.executions, 0);
    let cursor: string | null = null;
    let sent = 0;
    do {
      const response: Response = await post('/api/v1/verify/heal', { limit: 12, ...(cursor && { cursor }) });
      expect(response.status).toBe(202);
      const healed = HealAnswer.parse(await response.json());
      cursor = healed.next_cursor;
      sent += healed.sent;
    } while (cursor);
    expect(sent).toBe(executions);
    await world.drain();
    const totals = { same: 0, missing_in_d1: 0 };
    let query = '?limit=12';
    for (;;) {
      const { counts, next_cursor } = await verify(query);
      totals.same += counts.same;
      totals.missing_in_d1 += counts.missing_in_d1;
      if (next_cursor === null) break;
      query = `?limit=12&cursor=${next_cursor}`;
    }
    expect(totals).toEqual({ same: executions, missing_in_d1: 0 });
  });

  it.each(['.', '..', '語'.repeat(171), ''])('heals no key that KV cannot have: %j', async (key) => {
    const response = await post('/api/v1/verify/heal', { keys: ['analysis_2026-01-08', key] });
    expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ pointer: '/keys/1' }] }]);
  });

  it('compares no keys that begin with more than KV takes', async () => {
    const response = await get(`/api/v1/verify?prefix=${encodeURIComponent('語'.repeat(171))}`);
    expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ parameter: 'prefix' }] }]);
  });

  it('heals the keys that are named', async () => {
    const entries = await seedLegacy(10);
    const good = entries.filter(({ executions }) => executions === 1).map(({ key }) => key);
    const healed = await post('/api/v1/verify/heal', { keys: good.slice(0, 2) });
    expect(HealAnswer.parse(await healed.json())).toMatchObject({ sent: 2, next_cursor: null });
    const both = await post('/api/v1/verify/heal', { keys: good, prefix: 'a' });
    expect(await both.json()).toMatchObject({ status: 400, errors: [{ pointer: '/prefix' }] });
  });

  it('refuses a cursor of another range', async () => {
    await seedLegacy(5);
    const { next_cursor } = await verify('?limit=2');
    expect((await get(`/api/v1/verify?limit=2&from=2023-01-01&cursor=${next_cursor}`)).status).toBe(400);
  });
});
