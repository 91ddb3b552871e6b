import { startBackfill } from '../../producers/backfill/control.ts';
import { BackfillInput } from '../../schema/api/backfills.ts';
import { findBackfill } from '../../src/storage/backfills.ts';
import { KEYS_A_READ, listKvKeys } from '../../src/storage/kv-values.ts';
import { legacyEntries } from '../../test/fixtures/legacy/keys.ts';
import type { BenchEnv } from './index.ts';

const PUTS_AT_ONCE = 100;

/** The most that KV lists at once. */
const LISTED_AT_ONCE = 1000;

/** Puts `count` keys of an old store, as jobs named `prefix`, into KV. */
export async function putOldKeys(kv: KVNamespace, prefix: string, count: number): Promise<void> {
  let open: Promise<void>[] = [];
  for (const { key, text } of legacyEntries({ count })) {
    open.push(kv.put(key.replace('analysis_', prefix), text));
    if (open.length < PUTS_AT_ONCE) continue;
    await Promise.all(open);
    open = [];
  }
  await Promise.all(open);
}

type Read = (kv: KVNamespace, keys: string[]) => Promise<number>;

const oneByOne: Read = async (kv, keys) => {
  let found = 0;
  for (const key of keys) if ((await kv.get(key)) !== null) found += 1;
  return found;
};

const together: Read = async (kv, keys) => {
  let found = 0;
  for (let i = 0; i < keys.length; i += KEYS_A_READ) {
    const values = await kv.get(keys.slice(i, i + KEYS_A_READ));
    for (const value of values.values()) if (value !== null) found += 1;
  }
  return found;
};

export interface Bare {
  keys: number;
  ms: number;
}

/** Lists the keys, `most` of them, and gets each: nothing is done with them. */
export async function bareLoop(kv: KVNamespace, prefix: string, most: number, bulk: boolean): Promise<Bare> {
  const read = bulk ? together : oneByOne;
  const start = performance.now();
  let keys = 0;
  for (let cursor: string | null = null, more = true; more; more = cursor !== null && keys < most) {
    const page = await listKvKeys(kv, { prefix, cursor, limit: LISTED_AT_ONCE });
    keys += await read(kv, page.keys);
    cursor = page.cursor;
  }
  return { keys, ms: performance.now() - start };
}

/** Starts a backfill; the queue's consumer does the rest. */
export async function begin(env: BenchEnv, prefix: string): Promise<{ id: string }> {
  const ports = { db: env.PREDICT_JOBS_DB, kv: env.ANALYSIS_KV, queue: env.JOB_EVENTS, d1Writes: true, now: Date.now };
  return startBackfill(ports, BackfillInput.parse({ prefix }), 'admin:bench');
}

/** Where a backfill stands. */
export const standing = async (db: D1Database, id: string) => (await findBackfill(db, id))?.backfill ?? null;
