import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { continueBackfill, stopBackfill } from '../../../producers/backfill/control.ts';
import { listKeys } from '../../../src/storage/backfill-key-queries.ts';
import { backfillWorld, countRows, keyCounts, seedLegacy, storedRows } from '../../fixtures/backfills.ts';
import { aResult, someData } from '../../fixtures/events.ts';
import { certificateOf, digestOf } from '../../fixtures/legacy/certificate.ts';
import type { LegacyEntry } from '../../fixtures/legacy/keys.ts';

const lastPersisted = () =>
  env.PREDICT_JOBS_DB.prepare('SELECT max(persisted_at) AS at FROM job_executions').first<string>('at');

const runs = (entries: readonly LegacyEntry[]): number => entries.reduce((sum, { executions }) => sum + executions, 0);

describe('a backfill', () => {
  it('brings every execution of an old store into the database, and certifies it', async () => {
    const entries = await seedLegacy(300);
    const world = backfillWorld();
    const { id } = await world.start();
    await world.drain();
    const done = await world.find(id);
    expect(done).toMatchObject({ status: 'finished', keys: 300, pages: 2 });
    expect(done.certificate).toEqual(await certificateOf(entries));
    expect(await countRows('job_executions')).toBe(runs(entries));
  });

  it('writes nothing the second time', async () => {
    const entries = await seedLegacy(300);
    const world = backfillWorld();
    const first = await world.start();
    await world.drain();
    const rows = await storedRows();
    const persisted = await lastPersisted();
    world.loop.clock.now += 86_400_000;
    const second = await world.start();
    await world.drain();
    expect(await lastPersisted()).toBe(persisted);
    const [one, two] = [await world.find(first.id), await world.find(second.id)];
    expect(two.certificate).toMatchObject({ inserted: 0, updated: 0, noop: one.certificate?.inserted, adds_up: true });
    expect(two.certificate?.keys_sha256).toBe(one.certificate?.keys_sha256);
    expect(await storedRows()).toEqual(rows);
    expect(entries.length).toBe(two.certificate?.enumerated);
  });

  it('predicts in a dry run what the real one does, and writes none of it', async () => {
    await seedLegacy(300);
    const world = backfillWorld();
    const dry = await world.start({ dry_run: true });
    await world.drain();
    expect(await countRows('job_executions')).toBe(0);
    expect((await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys).toEqual([]);
    const real = await world.start();
    await world.drain();
    expect((await world.find(dry.id)).certificate).toEqual((await world.find(real.id)).certificate);
    expect(await keyCounts(dry.id)).toEqual(await keyCounts(real.id));
  });

  it('comes to the same end when two run over the same keys at once', async () => {
    const entries = await seedLegacy(300);
    const world = backfillWorld();
    const [one, two] = [await world.start(), await world.start({ prefix: 'analysis_2' })];
    await world.drain(7);
    const [first, second] = [(await world.find(one.id)).certificate, (await world.find(two.id)).certificate];
    expect(first).toMatchObject({ enumerated: 300, adds_up: true, dead: 0 });
    expect(second).toMatchObject({ adds_up: true, dead: 0 });
    expect(first?.keys_sha256).toBe(await digestOf(entries));
    expect(second?.keys_sha256).toBe(await digestOf(entries.filter(({ key }) => key.startsWith('analysis_2'))));
    expect(await countRows('job_executions')).toBe(runs(entries));
    // Each execution was stored by one of them, and the other says that it was there.
    expect(Number(first?.inserted) + Number(second?.inserted)).toBe(
      entries.filter(({ executions }) => executions > 0).length,
    );
    expect(Number(first?.updated) + Number(second?.updated)).toBe(0);
  });

  it.each([1, 40])('cancelled after %i deliveries and resumed, comes to the same end', async (deliveries) => {
    const entries = await seedLegacy(300);
    const world = backfillWorld();
    const { id } = await world.start();
    for (let i = 0; i < deliveries; i++) await world.deliver(5);
    await stopBackfill(world.ports, id, 'admin:test');
    await world.drain();
    expect((await world.find(id)).status).toBe('cancelled');
    await continueBackfill(world.ports, id, 'admin:test');
    await world.drain();
    expect((await world.find(id)).certificate).toEqual(await certificateOf(entries));
    expect(await countRows('job_executions')).toBe(runs(entries));
  });

  it('brings in a large value of ours whose execution key is longer than KV takes of metadata', async () => {
    const data = someData(`ext:${'ä'.repeat(700)}`, [aResult('AAPL', { reasoning: 'x'.repeat(70_000) })]);
    await env.ANALYSIS_KV.put('analysis_2026-01-08', JSON.stringify(data));
    const world = backfillWorld();
    const { id } = await world.start();
    await world.drain();
    expect((await world.find(id)).certificate).toMatchObject({ inserted: 1, adds_up: true });
  });

  it('settles every key whatever its value', async () => {
    const up = { sentiment: 'up', confidence: 0.5 };
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`S${i.toString(36).toUpperCase()}`, up]));
    const mega = 'x'.repeat(5_000_000);
    const values: Record<string, [text: string, outcome: string, reason: string | null]> = {
      'analysis_2026-01-05': [JSON.stringify({ AAPL: { ...up, reasoning: mega } }), 'skipped', 'row_too_large'],
      'analysis_2026-01-06': [JSON.stringify({ AAPL: up, padding: mega }), 'inserted', null],
      'analysis_2026-01-07': [JSON.stringify({ sentiment_signals: many }), 'inserted', null],
      'analysis_2026-01-08': [JSON.stringify({ AAPL: up, padding: mega + mega }), 'skipped', 'value_too_large'],
      'analysis_2026-01-09': [JSON.stringify(JSON.stringify({ AAPL: up })), 'inserted', null],
      'analysis_2026-01-10': ['', 'skipped', 'not_json'],
      'analysis_2026-02-30': [JSON.stringify({ AAPL: up }), 'skipped', 'impossible_date'],
      'analysis_\u{1f4c8}': [JSON.stringify({ AAPL: up }), 'skipped', 'unknown_key'],
    };
    for (const [key, [text]] of Object.entries(values)) await env.ANALYSIS_KV.put(key, text);
    const world = backfillWorld();
    const { id } = await world.start();
    await world.drain();
    expect((await world.find(id)).certificate).toMatchObject({ enumerated: 8, inserted: 3, skipped: 5, adds_up: true });
    const keys = await listKeys(env.PREDICT_JOBS_DB, id, { outcome: undefined, after: '', limit: 10 });
    expect(keys.map(({ key, outcome, reason }) => [key, outcome, reason?.split(':')[0] ?? null])).toEqual(
      Object.entries(values).map(([key, [, outcome, reason]]) => [key, outcome, reason]),
    );
    expect(await countRows('scheduled_job_results')).toBe(20_002);
  });
});
