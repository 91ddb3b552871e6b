import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDatabase } from '../../cli/database/migrate.ts';
import { ask } from '../../cli/jobledger/ask.ts';
import type { components } from '../../client/index.ts';
import { type LocalWorker, serveWorker } from './local-worker.ts';

const PUBLISHES = 1000;
/** Two batches, and half of one that waits in the queue. */
const KILLED_AFTER = 250;
const AT_ONCE = 16;
/** What so many readings find unchanged has settled. */
const READINGS = 4;
const READ_EVERY_MS = 250;
const HOUR_MS = 3_600_000;

let state = '';
let server: LocalWorker;

beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'jobledger-hard-stop-'))));
afterEach(async () => {
  await server.stop();
  rmSync(state, { recursive: true, force: true });
});

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The project's configuration with a queue that hands out full batches only: what it holds when it dies is no chance. */
function fullBatchesOnly(): string {
  const config = join(state, 'wrangler.toml');
  const text = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    .replace('"src/index.ts"', JSON.stringify(join(root, 'src/index.ts')))
    .replace('"./public"', JSON.stringify(join(root, 'public')))
    .replace('max_batch_timeout = 0', 'max_batch_timeout = 60');
  writeFileSync(config, text);
  return config;
}

/** When each accepted run was acknowledged, by its execution key. */
type Acknowledged = Map<string, number>;

const someJob = (i: number) => ({
  job_type: 'nightly',
  results: [{ symbol: 'AAPL', sentiment: 'bullish' as const, confidence: 0.5, reasoning: `number ${i}` }],
});

/** Publishes one run after the other until there are no more, or the server is gone. */
async function publisher(numbers: Iterator<number>, acknowledged: Acknowledged): Promise<void> {
  for (let next = numbers.next(); !next.done; next = numbers.next()) {
    const { data } = await server.client.POST('/api/v1/jobs', { params: {}, body: someJob(next.value) });
    if (data) acknowledged.set(data.execution_key, Date.now());
  }
}

/** Kills the server once so many runs are acknowledged; returns when. */
async function killInTheMiddle(acknowledged: Acknowledged): Promise<number> {
  while (acknowledged.size < KILLED_AFTER) await sleep(5);
  const killedAt = Date.now();
  await server.kill();
  return killedAt;
}

/** The execution keys of all stored runs, as often as they are stored. */
async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
    const page: components['schemas']['HistoryAnswer'] = await ask(
      server.client.GET('/api/v1/jobs/history', { params: { query } }),
    );
    keys.push(...page.jobs.map(({ execution_key }) => execution_key ?? ''));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return keys;
}

const holdsAll = (stored: readonly string[], wanted: Acknowledged): boolean => {
  const keys = new Set(stored);
  return [...wanted.keys()].every((key) => keys.has(key));
};

/** What is stored once all that is wanted is, or nothing more comes. */
async function settledKeys(wanted: Acknowledged, unchanged = 0, before = 0): Promise<string[]> {
  const stored = await storedKeys();
  if (unchanged === READINGS || holdsAll(stored, wanted)) return stored;
  await sleep(READ_EVERY_MS);
  return settledKeys(wanted, stored.length === before ? unchanged + 1 : 0, stored.length);
}

/** Runs the reconciler, each time half a day later, until it brings nothing more home; returns what is stored. */
async function reconcileUntilSettled(before: readonly string[], wanted: Acknowledged, halfDays = 1): Promise<string[]> {
  await server.reconcile(Date.now() + halfDays * 12 * HOUR_MS);
  const stored = await settledKeys(wanted);
  if (stored.length === before.length || holdsAll(stored, wanted)) return stored;
  return reconcileUntilSettled(stored, wanted, halfDays + 1);
}

it('killed in the middle of a thousand publishes, the server has lost no result of more than a second ago', async () => {
  await migrateDatabase({ persistTo: state });
  server = await serveWorker(state, '--config', fullBatchesOnly());
  const acknowledged: Acknowledged = new Map();
  const numbers = Array.from({ length: PUBLISHES }, (_, i) => i).values();
  const publishers = Array.from({ length: AT_ONCE }, () => publisher(numbers, acknowledged));
  const killed = killInTheMiddle(acknowledged);
  const ended = await Promise.allSettled(publishers);
  const killedAt = await killed;
  expect(ended.some(({ status }) => status === 'rejected')).toBe(true);

  server = await serveWorker(state);
  const storedAtOnce = await storedKeys();
  const stored = await reconcileUntilSettled(storedAtOnce, acknowledged);
  expect(new Set(stored).size).toBe(stored.length);
  const lost = [...acknowledged].filter(([key]) => !stored.includes(key)).map(([, at]) => killedAt - at);
  console.log(
    JSON.stringify({
      acknowledged: acknowledged.size,
      stored_before_the_reconciler: storedAtOnce.length,
      stored: stored.length,
      lost: lost.length,
      oldest_lost_ms_before_the_kill: lost.length > 0 ? Math.max(...lost) : null,
    }),
  );
  expect(lost.filter((age) => age > 1000)).toEqual([]);
  expect(acknowledged.size).toBeLessThan(PUBLISHES);
  // The queue took some with it: without the outbox they were gone.
  expect(stored.length).toBeGreaterThan(storedAtOnce.length);
}, 120_000);
