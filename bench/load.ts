// npm run bench:load: a minute of mixed reads against the local server on loopback.
import console from 'node:console';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import autocannon from 'autocannon';
import * as z from 'zod';
import { migrateDatabase } from '../cli/database/migrate.ts';
import { devVars, randomKey } from '../cli/dev-vars.ts';
import { interruptSignal } from '../cli/interrupt.ts';
import { type LocalServer, startLocalServer } from '../cli/local-server.ts';
import { FACETS } from '../src/storage/facets.ts';
import { databaseFiles, fill } from './query/generate.ts';

const SIZE = { executions: 50_000, resultsEach: 5 };
const SECONDS = 60;
const WARM_UP_SECONDS = 5;
const CONNECTIONS = 10;
const RESULTS = new URL('./results/', import.meta.url);

/** What a dashboard and its visitors ask, each as often as the others. */
const PATHS = [
  '/api/v1/jobs/history',
  '/api/v1/jobs/history?type=analysis&limit=50',
  '/api/v1/jobs/history?status=failed&from=2026-01-01&to=2026-06-30',
  '/api/v1/jobs/history?symbol=SYM40&limit=20',
  '/api/v1/jobs/latest?type=analysis',
  '/api/v1/jobs/25000',
  '/api/v1/jobs/25000/results',
  '/api/v1/jobs/stats?from=2026-08-01&to=2026-10-29&group_by=day',
  '/api/v1/jobs/coverage?from=2026-10-26&to=2026-10-29',
  '/api/v1/symbols?limit=50',
  '/api/v1/symbols/SYM40',
  '/api/v1/reports/pre-market?date=2026-10-29',
  '/api/v1/health',
];

const Milliseconds = z.object({ p50: z.number(), p97_5: z.number(), p99: z.number(), max: z.number() });
const Run = z.object({
  requests: z.object({ average: z.number(), total: z.number() }),
  latency: Milliseconds,
  errors: z.number(),
  timeouts: z.number(),
  non2xx: z.number(),
  '2xx': z.number(),
  duration: z.number(),
});
type Run = z.infer<typeof Run>;

interface Seeded {
  folder: string;
  key: string;
  start: (signal: AbortSignal) => Promise<LocalServer>;
}

/** The project's own Worker and wrangler.toml, with a database that was filled before. */
async function seeded(): Promise<Seeded> {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-load-'));
  const key = randomKey();
  const vars = join(folder, 'vars');
  writeFileSync(vars, devVars(key));
  await migrateDatabase({ persistTo: folder });
  const [file] = databaseFiles(folder);
  if (file === undefined) throw new Error('no local database');
  fill(file, 'ours', SIZE, FACETS);
  const flags = ['--port', '0', '--inspector-port', '0', '--log-level', 'error'];
  const where = ['--persist-to', folder, '--env-file', vars];
  return { folder, key, start: (signal) => startLocalServer({ flags: [...flags, ...where], signal }) };
}

/** Each path must answer 200 by itself before they are asked for together. */
async function assertAnswers(url: string, headers: Record<string, string>): Promise<void> {
  for (const path of PATHS) {
    const { status } = await fetch(url + path, { headers });
    if (status !== 200) throw new Error(`${path} answers ${status}`);
  }
}

async function load(url: string, headers: Record<string, string>, duration: number): Promise<Run> {
  const requests = PATHS.map((path) => ({ method: 'GET' as const, path }));
  return Run.parse(await autocannon({ url, connections: CONNECTIONS, duration, headers, requests }));
}

const isClean = ({ errors, timeouts, non2xx }: Run): boolean => errors + timeouts + non2xx === 0;

const markdown = ({ requests, latency, errors, timeouts, non2xx, duration }: Run): string => `# Load

\`npm run bench:load\`: ${Math.round(duration)} s of mixed reads by ${CONNECTIONS} connections against the local server (one process for Worker,
D1 and KV) on loopback, which shares the machine's cores with the load generator; ${SIZE.executions.toLocaleString('en')} executions of
${SIZE.resultsEach} results. ${PATHS.length} kinds of requests, each as often as the others: history with four filters, latest, detail, results, stats over
90 days, coverage, symbols, one symbol, a report, health. Reads are not rate-limited, with any key: only sign-ins, starts of
backfills and replays are.

| requests | requests/s | p50 | p97.5 | p99 | slowest | errors | timeouts | other than 2xx |
|---|---|---|---|---|---|---|---|---|
| ${[requests.total.toLocaleString('en'), Math.round(requests.average), ...[latency.p50, latency.p97_5, latency.p99, latency.max].map((ms) => `${Math.round(ms)} ms`), errors, timeouts, non2xx].join(' | ')} |
`;

const state = await seeded();
const server = await state.start(interruptSignal());
try {
  const headers = { Authorization: `Bearer ${state.key}` };
  await assertAnswers(server.url, headers);
  await load(server.url, headers, WARM_UP_SECONDS);
  const run = await load(server.url, headers, SECONDS);
  mkdirSync(RESULTS, { recursive: true });
  const json = { at: new Date().toISOString(), ...SIZE, connections: CONNECTIONS, paths: PATHS, ...run };
  writeFileSync(new URL('load.json', RESULTS), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(new URL('load.md', RESULTS), markdown(run));
  console.log(markdown(run));
  process.exitCode = isClean(run) ? 0 : 1;
} finally {
  await server.stop();
  rmSync(state.folder, { recursive: true, force: true });
}
