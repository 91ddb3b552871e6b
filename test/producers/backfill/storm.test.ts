import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { analysisSnapshot } from '../../../producers/analysis/snapshot.ts';
import type { JobCompletedData } from '../../../schema/event.ts';
import { sha256Hex } from '../../../src/domain/content-hash.ts';
import { normaliseLegacyValue } from '../../../src/domain/legacy/normalise.ts';
import { backfillStorm, type Expected, expectedOf, storedByKey } from '../../fixtures/backfill-storm.ts';
import { seedLegacy } from '../../fixtures/backfills.ts';
import { aResult, NOON, someData } from '../../fixtures/events.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A live job. `key`: where it leaves its result in KV as well, over what an old job left there. */
interface Live {
  data: JobCompletedData;
  key: string | null;
}

/** A run of ours on a date of the old store; what it says makes two accounts of it differ. */
const ownRun = (name: string, date: string, revision: number, says: string): JobCompletedData =>
  someData(name, [aResult('AAPL', { reasoning: says }), ...(says === 'less' ? [] : [aResult('TSLA')])], {
    execution_date: date,
    executed_at: `${date}T13:30:00.000Z`,
    revision,
  });

/** Puts accounts of runs into KV and returns other accounts of the same: newer and older ones in turn. */
async function secondAccounts(dates: readonly string[]): Promise<Live[]> {
  return Promise.all(
    dates.map(async (date, i) => {
      const isNewer = i % 2 === 0;
      const kept = ownRun(`twice-${i}`, date, isNewer ? NOON : NOON + 1000, 'kept');
      await env.ANALYSIS_KV.put(`analysis_${date}_own${i}`, analysisSnapshot(kept));
      return { data: ownRun(`twice-${i}`, date, isNewer ? NOON + 1000 : NOON, i % 4 < 2 ? 'less' : 'live'), key: null };
    }),
  );
}

const rewriting = (dates: readonly string[]): Live[] =>
  dates.map((date, i) => ({ data: ownRun(`day-${i}`, date, NOON, 'today'), key: `analysis_${date}` }));

const others = (dates: readonly string[]): Live[] =>
  dates.map((date, i) => ({ data: ownRun(`ext:live-${i}`, date, NOON + i, 'new'), key: null }));

async function keysOfKv(): Promise<string[]> {
  const { keys, list_complete } = await env.ANALYSIS_KV.list({ prefix: 'analysis_' });
  if (!list_complete) throw new Error('more than a page');
  return keys.map(({ name }) => name).sort();
}

type ByExecution = Map<string, Expected>;

/** Of two accounts the newer one stands. */
async function tell(told: ByExecution, data: JobCompletedData): Promise<void> {
  const { execution_key, revision } = data.execution;
  const known = told.get(execution_key);
  if (!known || revision > known.revision) told.set(execution_key, await expectedOf(data));
}

/** What reading every key comes to. */
async function heldByKv(): Promise<ByExecution> {
  const held: ByExecution = new Map();
  for (const key of await keysOfKv()) {
    const text = (await env.ANALYSIS_KV.get(key)) ?? '';
    const { executions } = normaliseLegacyValue(key, text, { rawSha256: await sha256Hex(text) });
    for (const data of executions) await tell(held, data);
  }
  return held;
}

/** A page's message may give up, and is sent again; an execution's may not. */
const deadJobs = () =>
  env.PREDICT_JOBS_DB.prepare(
    `SELECT count(*) AS n FROM dead_letters WHERE event_type IS NOT 'backfill.page'`,
  ).first<number>('n');

describe('a backfill among live jobs of the same dates, while D1, KV and the queue fail at times', () => {
  it.each([1, 2])('loses and doubles nothing, and the newer account wins (seed %i)', async (seed) => {
    const entries = await seedLegacy(280, seed);
    const dates = entries.flatMap(({ key }) => /^analysis_(\d{4}-\d\d-\d\d)$/.exec(key)?.[1] ?? []);
    const storm = backfillStorm(seed);
    const jobs = [
      ...(await secondAccounts(dates.slice(0, 40))),
      ...rewriting(dates.slice(40, 60)),
      ...others(dates.slice(0, 60)),
    ].sort(() => storm.random() - 0.5);
    const before = await heldByKv();

    const { id } = await storm.start();
    const left = [...jobs];
    await storm.run(async () => {
      // Half of them come when the first page of keys is done, so that either may be the later one.
      if (left.length <= jobs.length / 2 && (await storm.world.find(id)).pages === 0) return;
      for (const { data, key } of left.splice(0, 1 + Math.floor(storm.random() * 12))) {
        if (key !== null) await env.ANALYSIS_KV.put(key, analysisSnapshot(data));
        await storm.publish(data);
      }
    });
    expect(left).toEqual([]);
    expect(storm.failures()).toBeGreaterThan(15);

    const expected = await heldByKv();
    for (const { data } of jobs) await tell(expected, data);
    const stored = await storedByKey();
    // What a live job wrote over was read before that, or not.
    for (const [key, old] of [...before].filter(([name]) => !expected.has(name))) {
      expect([undefined, old]).toContainEqual(stored.get(key));
      stored.delete(key);
    }
    expect([...stored].sort()).toEqual([...expected].sort());
    expect(await deadJobs()).toBe(0);

    const keys = await keysOfKv();
    const { status, certificate } = await storm.world.find(id);
    expect(status).toBe('finished');
    expect(certificate).toMatchObject({ enumerated: keys.length, adds_up: true, dead: 0, expired: 0 });
    expect(certificate?.keys_sha256).toBe(await sha256Hex(keys.map((key) => `${key}\n`).join('')));
  });
});
