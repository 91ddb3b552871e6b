import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { buildDashboard } from './dashboard-build.ts';
import { migrateDatabase } from './database/migrate.ts';
import { placeFlags, type Target } from './database/target.ts';
import { ensureDevVars, type LocalKey, strongestKey } from './dev-vars.ts';
import { CommandError } from './entry.ts';
import { interruptSignal } from './interrupt.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';
import { refuseTakenPort } from './port.ts';
import { PROJECT_ROOT } from './wrangler.ts';

interface Serve {
  port: number;
  /** The local state to serve. */
  state: Target;
  /** Read by wrangler instead of .dev.vars. */
  envFile?: string | undefined;
  /** Further flags of `wrangler dev`. */
  flags: readonly string[];
  /** What wrangler prints before it answers; without it that is shown only if it fails. */
  onStart?: (text: string) => void;
  onReady: (server: LocalServer, key: LocalKey | null) => void;
}

/** Prepares key, dashboard and database, serves until the server ends or the person stops it. Throws PORT_TAKEN. */
export async function serve({ port, state, envFile, flags, onStart, onReady }: Serve): Promise<void> {
  const signal = interruptSignal();
  await refuseTakenPort(port, `npm run dev -- --port ${port + 1}`);
  console.log('Preparing the local database …');
  const key = envFile === undefined ? ensureDevVars(PROJECT_ROOT).key : strongestKey(readFileSync(envFile, 'utf8'));
  const envFlags = envFile === undefined ? [] : ['--env-file', envFile];
  await buildDashboard();
  await migrateDatabase(state);
  const server = await startLocalServer({
    flags: ['--port', String(port), ...placeFlags(state), ...envFlags, ...flags],
    signal,
    ...(onStart && { onStart }),
    // A bundler that is ended in the middle of its work prints a dump, which is nobody's.
    onLine: (line) => signal.aborted || process.stdout.write(`${line}\n`),
  });
  await refuseMisconfigured(server);
  onReady(server, key);
  const end = await server.ended;
  if (!signal.aborted) throw new CommandError('SERVER_ENDED', `The local server ended by itself (${String(end)}).`);
}

const Misconfigured = z.object({ type: z.literal('urn:jobledger:problem:misconfigured'), detail: z.string() });

/** The Worker checks its bindings and variables at every request: the first one is ours. Throws MISCONFIGURED. */
async function refuseMisconfigured({ url, stop }: LocalServer): Promise<void> {
  const health = await fetch(`${url}/api/v1/health`);
  if (health.ok) return;
  const problem = Misconfigured.safeParse(await health.json());
  if (!problem.success) return;
  await stop();
  throw new CommandError(
    'MISCONFIGURED',
    `Not started: ${problem.data.detail}\nIt is set in wrangler.toml or .dev.vars.`,
  );
}
