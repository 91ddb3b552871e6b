import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type * as z from 'zod';
import { callApi } from '../../cli/api-call.ts';
import { migrateDatabase } from '../../cli/database/migrate.ts';
import { devVars } from '../../cli/dev-vars.ts';
import { type LocalServer, startLocalServer } from '../../cli/local-server.ts';
import { BackfillAnswer, BackfillDetailAnswer, type Certificate } from '../../schema/api/backfills.ts';
import type { LegacyEntry } from '../fixtures/legacy/keys.ts';
import { putLegacyStore } from './legacy-store.ts';

const KEY = 'an-admin-key-of-the-test';
const KEYS = 400;
/** After this long a message without news of it counts as lost. */
const LOST_AFTER_MS = 20 * 60_000;

let state = '';
let server: LocalServer;
const { signal } = new AbortController();

beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'jobledger-backfill-'))));
afterEach(async () => {
  await server.stop();
  rmSync(state, { recursive: true, force: true });
});

async function start(): Promise<LocalServer> {
  const vars = join(state, 'test.vars');
  writeFileSync(vars, devVars(KEY));
  // Production's batches wait a second: a killed queue takes the rest of a page with it.
  const where = ['--env', 'production', '--persist-to', state, '--env-file', vars];
  return startLocalServer({
    flags: ['--port', '0', '--inspector-port', '0', '--log-level', 'error', ...where],
    signal,
  });
}

async function call<T>(answer: z.ZodType<T>, path: string, body?: unknown): Promise<T> {
  const { body: given } = await callApi(`${server.url}/api/v1/backfills${path}`, { key: KEY, signal, body });
  return answer.parse(given);
}

const startBackfill = async (): Promise<string> => (await call(BackfillAnswer, '', {})).backfill.id;

/** Looks at a backfill until it is as wanted. */
async function watched(id: string, wanted: (shown: z.infer<typeof BackfillDetailAnswer>) => boolean) {
  for (;;) {
    const shown = await call(BackfillDetailAnswer, `/${id}`);
    if (wanted(shown)) return shown;
    await sleep(10);
  }
}

async function certified(id: string): Promise<Certificate | null> {
  const { backfill } = await watched(id, (shown) => shown.backfill.status === 'finished');
  return backfill.certificate;
}

function certificateOf(entries: readonly LegacyEntry[]): Certificate {
  const names = entries.map(({ key }) => Buffer.from(`${key}\n`)).sort((a, b) => Buffer.compare(a, b));
  const skipped = entries.filter((entry) => entry.skipped !== null).length;
  return {
    enumerated: entries.length,
    inserted: entries.length - skipped,
    updated: 0,
    noop: 0,
    skipped,
    dead: 0,
    expired: 0,
    adds_up: true,
    keys_sha256: createHash('sha256').update(Buffer.concat(names)).digest('hex'),
  };
}

it('killed in the middle and started again, a backfill ends with the certificate of one left alone', async () => {
  await migrateDatabase({ persistTo: state, env: 'production' });
  const entries = await putLegacyStore(state, KEYS);
  server = await start();
  const id = await startBackfill();
  const middle = await watched(id, ({ counts }) => counts.inserted > 0 && counts.pending > 0);
  process.kill(-server.pid, 'SIGKILL');
  await server.ended;
  expect(middle.backfill.status).not.toBe('finished');

  server = await start();
  const { backfill, counts } = await call(BackfillDetailAnswer, `/${id}`);
  expect(backfill.status).not.toBe('finished');
  expect(counts.inserted).toBeLessThan(KEYS * 0.9);
  const cron = encodeURIComponent('*/5 * * * *');
  const later = Date.now() + LOST_AFTER_MS;
  expect((await fetch(`${server.url}/cdn-cgi/handler/scheduled?cron=${cron}&time=${later}`)).status).toBe(200);
  expect(await certified(id)).toEqual(certificateOf(entries));

  const again = await certified(await startBackfill());
  expect(again).toEqual({ ...certificateOf(entries), inserted: 0, noop: certificateOf(entries).inserted });
}, 120_000);
