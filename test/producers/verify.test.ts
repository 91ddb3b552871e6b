import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { healPage, type VerifyPosition, type VerifyRange, verifyPage } from '../../producers/verify.ts';
import type { VerifyEntry } from '../../schema/api/verify.ts';
import { backfillWorld, seedLegacy, storedRows, type World } from '../fixtures/backfills.ts';
import { aResult, NOON, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

const ALL: VerifyRange = { prefix: 'analysis_', from: null, to: null };

async function verifyAll({ ports }: World, range = ALL, limit = 40): Promise<VerifyEntry[]> {
  const entries: VerifyEntry[] = [];
  let position: VerifyPosition | null = { kv: null };
  while (position) {
    const page: { entries: VerifyEntry[]; next: VerifyPosition | null } = await verifyPage(
      ports,
      range,
      position,
      limit,
    );
    entries.push(...page.entries);
    position = page.next;
  }
  return entries;
}

async function healAll(world: World): Promise<number> {
  let sent = 0;
  let position: VerifyPosition | null = { kv: null };
  while (position) {
    const page: { entries: VerifyEntry[]; next: VerifyPosition | null } = await healPage(
      world.ports,
      ALL,
      position,
      40,
    );
    sent += page.entries.length;
    position = page.next;
  }
  await world.drain();
  return sent;
}

const outcomes = (entries: readonly VerifyEntry[]) =>
  Object.fromEntries(
    [...Map.groupBy(entries, ({ outcome }) => outcome)].map(([outcome, { length }]) => [outcome, length]),
  );

const sql = (text: string) => env.PREDICT_JOBS_DB.prepare(text).run();

/** Backfills a day of two old keys. */
async function twoDays(): Promise<World> {
  const world = backfillWorld();
  for (const day of ['08', '09']) {
    const value = { symbols_analyzed: ['AAPL'], AAPL: { sentiment: 'bullish', confidence: 0.85, direction: 'buy' } };
    await env.ANALYSIS_KV.put(`analysis_2026-01-${day}`, JSON.stringify(value));
  }
  await world.start();
  await world.drain();
  return world;
}

describe('verification', () => {
  it('finds all missing before a backfill, all the same after it, and heals to the same rows', async () => {
    const entries = await seedLegacy(150);
    const executions = entries.reduce((sum, each) => sum + each.executions, 0);
    const unreadable = entries.filter(({ skipped }) => skipped !== null).length;
    const world = backfillWorld();
    expect(outcomes(await verifyAll(world))).toEqual({ missing_in_d1: executions, unreadable });
    await world.start();
    await world.drain();
    expect(outcomes(await verifyAll(world))).toEqual({ same: executions, unreadable });
    const rows = await storedRows();
    expect(await healAll(world)).toBe(0);
    await sql("DELETE FROM job_executions WHERE execution_key LIKE 'kv:%'");
    expect(await healAll(world)).toBe(executions);
    expect(await storedRows()).toEqual(rows);
  });

  it('names the fields of an older version, and heals it', async () => {
    const world = await twoDays();
    await sql(`UPDATE job_executions SET revision = revision - 1, content_hash = 'older', status = 'failed'
      WHERE execution_key = 'kv:analysis_2026-01-08'`);
    const [first] = await verifyAll(world);
    expect(first).toMatchObject({ outcome: 'different', healable: true, d1: { content_hash: 'older' } });
    expect(first?.fields).toEqual(['/execution/status', '/execution/revision']);
    expect(await healAll(world)).toBe(1);
    expect(outcomes(await verifyAll(world))).toEqual({ same: 2 });
  });

  it('tells rows that are not those of their version any more, which no message can heal', async () => {
    const world = await twoDays();
    await sql('UPDATE scheduled_job_results SET confidence = 0.1');
    await sql("UPDATE job_executions SET metadata = 'gone' WHERE execution_key = 'kv:analysis_2026-01-09'");
    const [first, second] = await verifyAll(world);
    expect(first).toMatchObject({ outcome: 'different', healable: false, fields: ['/results/0/confidence'] });
    expect(second?.fields).toEqual(['/execution/metadata', '/results/0/confidence']);
    expect(await healAll(world)).toBe(0);
  });

  it('tells a missing result', async () => {
    const world = await twoDays();
    await sql('DELETE FROM scheduled_job_results');
    expect((await verifyAll(world))[0]).toMatchObject({ outcome: 'different', fields: ['/results/0'] });
  });

  it('leaves a newer version alone', async () => {
    const world = backfillWorld();
    const older = someData('01JGZ2T5ZC0000000000000000');
    await env.ANALYSIS_KV.put('analysis_2026-01-08', JSON.stringify(older));
    await store(someData('01JGZ2T5ZC0000000000000000', [aResult('MSFT')], { revision: NOON + 1 }));
    expect(await verifyAll(world)).toMatchObject([{ outcome: 'newer_in_d1', healable: false }]);
    expect(await healAll(world)).toBe(0);
  });

  it('finds what expired, however the pages are cut', async () => {
    const world = await twoDays();
    await env.ANALYSIS_KV.delete('analysis_2026-01-08');
    for (const limit of [1, 2, 40]) {
      const found = await verifyAll(world, ALL, limit);
      expect(found.map(({ key, outcome }) => [key, outcome])).toEqual([
        ['analysis_2026-01-09', 'same'],
        ['analysis_2026-01-08', 'missing_in_kv'],
      ]);
    }
  });

  it('keeps to the range', async () => {
    const world = await twoDays();
    await env.ANALYSIS_KV.delete('analysis_2026-01-08');
    const of = async (from: string | null, to: string | null) =>
      (await verifyAll(world, { prefix: 'analysis_', from, to })).map(({ key }) => key);
    expect(await of('2026-01-09', null)).toEqual(['analysis_2026-01-09']);
    expect(await of(null, '2026-01-08')).toEqual(['analysis_2026-01-08']);
    expect(await of('2026-01-10', '2026-01-11')).toEqual([]);
  });
});
