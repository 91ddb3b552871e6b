// npm run bench:backfill: an old store through the queue into D1, against loops that only list and get the same keys.
import console from 'node:console';
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { interruptSignal } from '../cli/interrupt.ts';
import { Backfill, type Certificate } from '../schema/api/backfills.ts';
import { legacyEntries } from '../test/fixtures/legacy/keys.ts';
import { rounded } from './figures.ts';
import { fillLocalKv, type KvEntry } from './kv-files.ts';
import { memoryDuring, workerProcess } from './process-memory.ts';
import { type BenchServer, startBenchServer } from './server.ts';

const SIZES = [1000, 50_000];
/** The bare loops stop after so many keys; each key costs them the same. */
const BARE_KEYS = 10_000;
/** The id of ANALYSIS_KV in bench/worker/wrangler.toml. */
const NAMESPACE = '00000000000000000000000000000001';
/** Warms up what is measured. */
const WARM_UP_KEYS = 300;
const MAX_RATIO = 3;
/** The heap of an isolate, of the KV and the D1 beside it, and of what each caches: more is a leak. */
const MAX_GROWTH = 1.5;
const POLL_MS = 250;
const RESULTS = new URL('./results/', import.meta.url);

const Bare = z.object({ keys: z.number(), ms: z.number() });
const Begun = z.object({ id: z.string() });

interface Line {
  keys: number;
  keys_per_second: { backfill: number; once_more: number | null; get_each: number; get_100: number };
  megabytes: { before: number; peak: number };
  certificate: Certificate;
}

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
  const work = async () => results.push(await backfill(server, prefix));
  const { before, peak } = await memoryDuring(workerProcess(server.pid), work);
  const get_each = await bareSpeed(server, 'bare-single', prefix, keys);
  const get_100 = await bareSpeed(server, 'bare-bulk', prefix, keys);
  const again = keys > BARE_KEYS ? null : await backfill(server, prefix);
  const [first] = results;
  if (!first || (again && again.certificate.inserted + again.certificate.updated > 0)) throw new Error('stored twice');
  return {
    keys,
    keys_per_second: { backfill: keys / first.seconds, once_more: again && keys / again.seconds, get_each, get_100 },
    megabytes: { before: rounded(before / 1e6), peak: rounded(peak / 1e6) },
    certificate: first.certificate,
  };
}

const whole = (value: number): string => Math.round(value).toLocaleString('en');

function row({ keys, keys_per_second, megabytes }: Line): string {
  const { backfill, once_more, get_each, get_100 } = keys_per_second;
  const ratios = [get_each, get_100].map((speed) => `${rounded(speed / backfill, 2)} ×`);
  const cells = [
    whole(keys),
    whole(backfill),
    once_more === null ? '–' : whole(once_more),
    whole(get_each),
    whole(get_100),
    ...ratios,
  ];
  return `| ${cells.join(' | ')} | ${megabytes.before} → ${megabytes.peak} |`;
}

const markdown = (lines: readonly Line[]): string => `# Backfill

\`npm run bench:backfill\`: keys of an old store of every shape (about 1 KB each) in the local KV, through the local queue
into D1, and once more when all of it is stored; against a bare loop that lists the keys and gets each one, and against
one that gets a hundred at a time. Keys a second; the resident memory of the whole runtime (Worker, KV, D1 and queue are
one process here) in MB before and at its peak. The target is ${MAX_RATIO} × the time of the bare loop, and memory that does not
grow with the keys. The resident memory does grow with them: it is that of the simulated KV, D1 and queue as well, and
what part of it is the Worker's own this bench does not tell. Fifty thousand keys are not sent once more, and the bare
loops stop after ten thousand.

| keys | backfill | once more | list and get each | list and get 100 | against each | against 100 | memory |
|---|---|---|---|---|---|---|---|
${lines.map(row).join('\n')}
`;

function isReached([few, ...others]: readonly Line[]): boolean {
  return others.every(
    ({ keys_per_second, megabytes }) =>
      keys_per_second.get_each <= MAX_RATIO * keys_per_second.backfill &&
      megabytes.peak <= MAX_GROWTH * (few?.megabytes.peak ?? 0),
  );
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
