import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateDatabase } from '../../../cli/database/migrate.ts';
import { type LocalServer, startLocalServer } from '../../../cli/local-server.ts';
import { wrangler } from '../../../cli/wrangler.ts';

/** Keys of the test's server, by scope. */
export const KEYS = { read: 'dashboard-read-key', write: 'dashboard-write-key', admin: 'dashboard-admin-key' };

export interface TestServer {
  url: string;
  /** Stops the Worker and keeps what it stored. */
  pause: () => Promise<void>;
  /** Starts it again, on the same port and the same state. */
  resume: () => Promise<void>;
  /** Stops it and removes everything. */
  end: () => Promise<void>;
}

interface Options {
  /** SQL files to run before the start. */
  sql?: readonly string[];
  /** A file of KV pairs, as `wrangler kv bulk put` takes it. */
  kv?: string;
  /** Further variables of the Worker. */
  variables?: Readonly<Record<string, string>>;
}

/** The real Worker with a database, KV and queue of its own, as `npm run dev` serves it. */
export async function startTestServer({ sql = [], kv, variables = {} }: Options = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-dashboard-'));
  const state = join(folder, 'state');
  const envFile = join(folder, 'vars');
  const keys = Object.entries(KEYS).map(([scope, key]) => `${scope}:${key}`);
  const lines = Object.entries({ API_KEYS: keys.join(','), ...variables }).map(([name, value]) => `${name}=${value}`);
  writeFileSync(envFile, `${lines.join('\n')}\n`);
  const fillDatabase = async () => {
    await migrateDatabase({ persistTo: state });
    for (const file of sql) {
      await wrangler(['d1', 'execute', 'PREDICT_JOBS_DB', '--local', '--persist-to', state, '--file', file]);
    }
  };
  const fillKv = async (file: string) =>
    wrangler(['kv', 'bulk', 'put', file, '--binding', 'ANALYSIS_KV', '--local', '--persist-to', state]);
  // One after the other: both open the files of the state, and on a busy machine one would find them locked.
  await fillDatabase();
  if (kv !== undefined) await fillKv(kv);
  const start = (port: string): Promise<LocalServer> =>
    startLocalServer({
      flags: ['--port', port, '--persist-to', state, '--env-file', envFile],
      signal: new AbortController().signal,
    });
  let server = await start('0');
  const { url } = server;
  return {
    url,
    pause: () => server.stop(),
    resume: async () => {
      server = await start(new URL(url).port);
    },
    end: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
