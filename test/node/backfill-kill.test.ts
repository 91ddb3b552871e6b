import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDatabase } from '../../cli/database/migrate.ts';
import { ask } from '../../cli/jobledger/ask.ts';
import type { components } from '../../client/index.ts';
import { certificateOf } from '../fixtures/legacy/certificate.ts';
import { putLegacyStore } from './legacy-store.ts';
import { type LocalWorker, serveWorker } from './local-worker.ts';

type Detail = components['schemas']['BackfillDetailAnswer'];
type Certificate = NonNullable<Detail['backfill']['certificate']>;

const KEYS = 400;
/** After this long a message without news of it counts as lost. */
const LOST_AFTER_MS = 20 * 60_000;
/** Longer than any pause of a backfill. */
const STILL_AFTER_MS = 60_000;

let state = '';
let server: LocalWorker;

beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'jobledger-backfill-'))));
afterEach(async () => {
  await server.stop();
  rmSync(state, { recursive: true, force: true });
});

/** Production's batches wait a second: a killed queue takes the rest of a page with it. */
const serve = async (): Promise<void> => void (server = await serveWorker(state, '--env', 'production'));

const startBackfill = async (): Promise<string> =>
  (await ask(server.client.POST('/api/v1/backfills', { body: {} }))).backfill.id;

const look = (id: string): Promise<Detail> =>
  ask(server.client.GET('/api/v1/backfills/{id}', { params: { path: { id } } }));

/** Looks at a backfill until it is as wanted. Throws what it saw last when it has finished without, or stands still. */
async function watched(id: string, wanted: (shown: Detail) => boolean): Promise<Detail> {
  const end = Date.now() + STILL_AFTER_MS;
  for (;;) {
    const shown = await look(id);
    if (wanted(shown)) return shown;
    if (shown.backfill.status === 'finished' || Date.now() > end) throw new Error(`seen: ${JSON.stringify(shown)}`);
    await sleep(10);
  }
}

async function certified(id: string): Promise<Certificate | null> {
  const { backfill } = await watched(id, (shown) => shown.backfill.status === 'finished');
  return backfill.certificate;
}

it('killed in the middle and started again, a backfill ends with the certificate of one left alone', async () => {
  await migrateDatabase({ persistTo: state, env: 'production' });
  const entries = await putLegacyStore(state, KEYS);
  await serve();
  const id = await startBackfill();
  const middle = await watched(id, ({ counts }) => counts.inserted > 0 && counts.pending > 0);
  await server.kill();
  expect(middle.backfill.status).not.toBe('finished');

  await serve();
  const { backfill, counts } = await look(id);
  expect(backfill.status).not.toBe('finished');
  expect(counts.inserted).toBeLessThan(KEYS * 0.9);
  await server.reconcile(Date.now() + LOST_AFTER_MS);
  const expected = await certificateOf(entries);
  expect(await certified(id)).toEqual(expected);

  const again = await certified(await startBackfill());
  expect(again).toEqual({ ...expected, inserted: 0, noop: expected.inserted });
}, 180_000);
