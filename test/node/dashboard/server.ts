import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { D1Database, KVNamespace } from '@cloudflare/workers-types';
import { getPlatformProxy, unstable_splitSqlQuery } from 'wrangler';
import { readMigrations } from '../../../cli/database/migration-files.ts';
import { type LocalServer, startLocalServer } from '../../../cli/local-server.ts';

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
  /** SQL to run before the start. */
  sql?: string;
  /** What stands in KV at the start. */
  values?: readonly { key: string; value: string }[];
  /** Further variables of the Worker. */
  variables?: Readonly<Record<string, string>>;
}

interface Stores {
  PREDICT_JOBS_DB: D1Database;
  ANALYSIS_KV: KVNamespace;
}

/** Makes the database and KV that the Worker will find. In this process: wrangler's commands take seconds each. */
async function fillStores(folder: string, sql: string, values: NonNullable<Options['values']>): Promise<void> {
  const { env, dispose } = await getPlatformProxy<Stores>({ persist: { path: join(folder, 'v3') }, envFiles: [] });
  const statements = [...readMigrations().flatMap((migration) => migration.statements), ...unstable_splitSqlQuery(sql)];
  await env.PREDICT_JOBS_DB.batch(statements.map((statement) => env.PREDICT_JOBS_DB.prepare(statement)));
  await Promise.all(values.map(({ key, value }) => env.ANALYSIS_KV.put(key, value)));
  await dispose();
}

/** The real Worker with a database, KV and queue of its own, as `npm run dev` serves it. */
export async function startTestServer({ sql = '', values = [], variables = {} }: Options = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-dashboard-'));
  const state = join(folder, 'state');
  const envFile = join(folder, 'vars');
  const keys = Object.entries(KEYS).map(([scope, key]) => `${scope}:${key}`);
  const lines = Object.entries({ API_KEYS: keys.join(','), ...variables }).map(([name, value]) => `${name}=${value}`);
  writeFileSync(envFile, `${lines.join('\n')}\n`);
  await fillStores(state, sql, values);
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
