import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { callApi } from '../../cli/api-call.ts';
import { devVars } from '../../cli/dev-vars.ts';
import { type LocalServer, startLocalServer } from '../../cli/local-server.ts';
import { applyLocalMigrations } from '../../cli/migrations.ts';

const KEY = 'an-admin-key-of-the-test';
const PUBLISHES = 1000;
const KILLED_AFTER = 400;
const AT_ONCE = 32;
/** A batch waits a second, and is stored soon after. */
const SETTLED_WITHIN_MS = 2000;
const HOUR_MS = 3_600_000;

const Accepted = z.object({ execution_key: z.string() });
const Page = z.object({
  jobs: z.array(z.object({ execution_key: z.string() })),
  next_cursor: z.string().nullable(),
});

let state = '';
let server: LocalServer;
const { signal } = new AbortController();

beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'jobledger-hard-stop-'))));
afterEach(async () => {
  await server.stop();
  rmSync(state, { recursive: true, force: true });
});

async function start(): Promise<LocalServer> {
  const vars = join(state, 'test.vars');
  writeFileSync(vars, devVars(KEY));
  // Production's batches wait a second: what the queue holds when it dies is more than a handful.
  const where = ['--env', 'production', '--persist-to', state, '--env-file', vars];
  return startLocalServer({
    flags: ['--port', '0', '--inspector-port', '0', '--log-level', 'error', ...where],
    signal,
  });
}

/** When each accepted run was acknowledged, by its execution key. */
type Acknowledged = Map<string, number>;

const someJob = (i: number) => ({
  job_type: 'nightly',
  results: [{ symbol: 'AAPL', sentiment: 'bullish', confidence: 0.5, reasoning: `number ${i}` }],
});

/** Publishes one run after the other until there are no more, or the server is gone. */
async function publisher(numbers: Iterator<number>, acknowledged: Acknowledged): Promise<void> {
  for (let next = numbers.next(); !next.done; next = numbers.next()) {
    const body = someJob(next.value);
    const answer = await callApi(`${server.url}/api/v1/jobs`, { key: KEY, signal, body });
    if (answer.status === 202) acknowledged.set(Accepted.parse(answer.body).execution_key, Date.now());
  }
}

/** Kills the server, its whole process group, once so many runs are acknowledged; returns when. */
async function killInTheMiddle(acknowledged: Acknowledged): Promise<number> {
  while (acknowledged.size < KILLED_AFTER) await sleep(5);
  process.kill(-server.pid, 'SIGKILL');
  const killedAt = Date.now();
  await server.ended;
  return killedAt;
}

/** The execution keys of all stored runs, as often as they are stored. */
async function storedKeys(): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body } = await callApi(`${server.url}/api/v1/jobs/history?limit=200${after}`, { key: KEY, signal });
    expect(status).toBe(200);
    const page = Page.parse(body);
    keys.push(...page.jobs.map(({ execution_key }) => execution_key));
    cursor = page.next_cursor;
  } while (cursor !== null);
  return keys;
}

/** Runs the reconciler, each time half a day later, until it brings nothing more home; returns what is stored. */
async function reconcileUntilSettled(before: readonly string[], halfDays = 1): Promise<string[]> {
  const time = Date.now() + halfDays * 12 * HOUR_MS;
  const cron = `${server.url}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent('*/5 * * * *')}&time=${time}`;
  expect((await fetch(cron)).status).toBe(200);
  await sleep(SETTLED_WITHIN_MS);
  const stored = await storedKeys();
  return stored.length > before.length ? reconcileUntilSettled(stored, halfDays + 1) : stored;
}

it('killed in the middle of a thousand publishes, the server has lost no result of more than a second ago', async () => {
  await applyLocalMigrations({ persistTo: state, env: 'production' });
  server = await start();
  const acknowledged: Acknowledged = new Map();
  const numbers = Array.from({ length: PUBLISHES }, (_, i) => i).values();
  const publishers = Array.from({ length: AT_ONCE }, () => publisher(numbers, acknowledged));
  const killed = killInTheMiddle(acknowledged);
  const ended = await Promise.allSettled(publishers);
  const killedAt = await killed;
  expect(ended.some(({ status }) => status === 'rejected')).toBe(true);

  server = await start();
  const storedAtOnce = await storedKeys();
  const stored = await reconcileUntilSettled(storedAtOnce);
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
