// npm run bench:backfill: an old store through the queue into D1, against loops that only list and get the same keys.
import console from 'node:console';
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { interruptSignal } from '../cli/interrupt.ts';
import { Backfill, type Certificate } from '../schema/api/backfills.ts';
import { legacyEntries } from '../test/fixtures/legacy/keys.ts';
import { type HeapDuring, heapDuring } from './backfill/isolate-heap.ts';
import { fillLocalKv, type KvEntry } from './backfill/kv-files.ts';
import { isReached, type Line, markdown } from './backfill/report.ts';
import { memoryDuring, workerProcess } from './process-memory.ts';
import { type BenchServer, startBenchServer } from './server.ts';

const SIZES = [1000, 50_000];
/** The bare loops stop after so many keys; each key costs them the same. */
const BARE_KEYS = 10_000;
/** The id of ANALYSIS_KV in bench/worker/wrangler.toml. */
const NAMESPACE = '00000000000000000000000000000001';
/** Warms up what is measured. */
const WARM_UP_KEYS = 300;
const POLL_MS = 250;
const RESULTS = new URL('./results/', import.meta.url);

const Bare = z.object({ keys: z.number(), ms: z.number() });
const Begun = z.object({ id: z.string() });

/** The keys of an old store, as if jobs of that name had put them. */
function* named(prefix: string, count: number): Generator<KvEntry> {
  for (const { key, text } of legacyEntries({ count })) yield { key: key.replace('analysis_', prefix), text };
}

interface Finished {
  seconds: number;
  certificate: Certificate;
}

/** From the call that starts it to its certificate, by the backfill's own clock. */
async function backfill(server: BenchServer, prefix: string): Promise<Finished> {
  const { id } = await server.call('backfill', Begun, { prefix });
  for (;;) {
    await sleep(POLL_MS);
    const shown = await server.call('backfill-standing', Backfill, { round: id });
    if (!shown.certificate) continue;
    if (!shown.certificate.adds_up) throw new Error(JSON.stringify(shown));
    const ms = Date.parse(shown.finished_at ?? '') - Date.parse(shown.created_at);
    return { seconds: ms / 1000, certificate: shown.certificate };
  }
}

async function bareSpeed(server: BenchServer, route: string, prefix: string, keys: number): Promise<number> {
  const to = Math.min(keys, BARE_KEYS);
  const { ms, keys: found } = await server.call(route, Bare, { prefix, to });
  if (found !== to) throw new Error(`${found} of ${to} keys were found`);
  return (found * 1000) / ms;
}

/** Everything is warmed up on keys of its own; a server of its own, so that its memory is that of the work alone. */
async function warmServer(server: BenchServer, prefix: string, keys: number): Promise<void> {
  const warm = `warm${keys}_`;
  await server.call('old-keys', z.null(), { prefix: warm, to: WARM_UP_KEYS });
  await server.whileStopped(() => fillLocalKv(server.state, NAMESPACE, named(prefix, keys)));
  await backfill(server, warm);
}

async function measure(server: BenchServer, keys: number): Promise<Line> {
  const prefix = `old${keys}_`;
  await warmServer(server, prefix, keys);
  const results: Finished[] = [];
  const heaps: HeapDuring[] = [];
  const work = async () => results.push(await backfill(server, prefix));
  const watched = async () => heaps.push(await heapDuring(server, work));
  const process_bytes = await memoryDuring(workerProcess(server.pid), watched);
  const get_each = await bareSpeed(server, 'bare-single', prefix, keys);
  const get_100 = await bareSpeed(server, 'bare-bulk', prefix, keys);
  const again = keys > BARE_KEYS ? null : await backfill(server, prefix);
  const [first] = results;
  const [heap] = heaps;
  if (!first || !heap) throw new Error('it did not end');
  if (again && again.certificate.inserted + again.certificate.updated > 0) throw new Error('stored twice');
  return {
    keys,
    keys_per_second: { backfill: keys / first.seconds, once_more: again && keys / again.seconds, get_each, get_100 },
    heap_bytes: heap,
    process_bytes,
    certificate: first.certificate,
  };
}

const server = await startBenchServer(interruptSignal());
try {
  const lines: Line[] = [];
  for (const keys of SIZES) {
    lines.push(await measure(server, keys));
    console.log(JSON.stringify(lines.at(-1)));
  }
  mkdirSync(RESULTS, { recursive: true });
  const json = { at: new Date().toISOString(), lines };
  writeFileSync(new URL('backfill.json', RESULTS), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(new URL('backfill.md', RESULTS), markdown(lines));
  console.log(`\n${markdown(lines)}`);
  process.exitCode = isReached(lines) ? 0 : 1;
} finally {
  await server.stop();
}
