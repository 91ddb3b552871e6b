import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as z from 'zod';
import { buildDashboard } from '../cli/dashboard-build.ts';
import { migrateDatabase } from '../cli/database/migrate.ts';
import { placeFlags } from '../cli/database/target.ts';
import { startLocalServer } from '../cli/local-server.ts';
import { wrangler } from '../cli/wrangler.ts';
import { freePort } from './inspector.ts';

const CONFIG = 'bench/worker/wrangler.toml';

export interface BenchServer {
  /** Without a slash at the end. */
  url: string;
  /** Where its databases stand. */
  state: string;
  /** Leads the process group of the server. */
  pid: number;
  /** Where its inspector listens. */
  inspectorPort: number;
  /** Calls a route of bench/worker and reads its answer. */
  call: <T>(route: string, answer: z.ZodType<T>, query?: Record<string, string | number>) => Promise<T>;
  /** Stops it, does something to its state, and starts it again. */
  whileStopped: (work: () => void) => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts the benches' Worker on a free port with databases of its own. */
export async function startBenchServer(signal: AbortSignal): Promise<BenchServer> {
  const state = mkdtempSync(join(tmpdir(), 'jobledger-bench-'));
  const where = { persistTo: state, config: CONFIG };
  await buildDashboard();
  await migrateDatabase(where);
  await wrangler(['d1', 'migrations', 'apply', 'PLAN_DB', '--local', ...placeFlags(where)]);
  const inspectorPort = await freePort();
  const flags = [
    '--port',
    '0',
    '--inspector-port',
    String(inspectorPort),
    '--log-level',
    'error',
    ...placeFlags(where),
  ];
  let server = await startLocalServer({ flags, signal });
  return {
    state,
    inspectorPort,
    get url() {
      return server.url;
    },
    get pid() {
      return server.pid;
    },
    call: async (route, answer, query = {}) => {
      const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
      const response = await fetch(`${server.url}/${route}?${parameters}`, { method: 'POST', signal });
      if (!response.ok) throw new Error(`${route} answered ${response.status}: ${await response.text()}`);
      return answer.parse(await response.json());
    },
    whileStopped: async (work) => {
      await server.stop();
      work();
      server = await startLocalServer({ flags, signal });
    },
    stop: async () => {
      await server.stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
