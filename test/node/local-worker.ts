import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { devVars } from '../../cli/dev-vars.ts';
import { type LocalServer, startLocalServer } from '../../cli/local-server.ts';
import { createClient, type JobledgerClient } from '../../client/index.ts';

/** The admin key of every Worker that a test serves. */
export const KEY = 'an-admin-key-of-the-test';

export interface LocalWorker extends LocalServer {
  /** With the admin key. */
  client: JobledgerClient;
  /** Ends it as a power cut would: its whole process group, at once. */
  kill: () => Promise<void>;
  /** Runs the handler of the cron that brings home what was lost, as if it were that time (epoch ms). */
  reconcile: (time: number) => Promise<void>;
}

/** Serves a state folder of the test's with the real local Worker; `flags` are those of `wrangler dev`. */
export async function serveWorker(state: string, ...flags: readonly string[]): Promise<LocalWorker> {
  const vars = join(state, 'test.vars');
  writeFileSync(vars, devVars(KEY));
  const where = ['--persist-to', state, '--env-file', vars];
  const server = await startLocalServer({
    flags: ['--port', '0', '--inspector-port', '0', '--log-level', 'error', ...where, ...flags],
    signal: new AbortController().signal,
  });
  return {
    ...server,
    client: createClient({ url: server.url, key: KEY }),
    kill: async () => {
      process.kill(-server.pid, 'SIGKILL');
      await server.ended;
    },
    reconcile: (time) => runCron(server.url, '*/5 * * * *', time),
  };
}

async function runCron(url: string, cron: string, time: number): Promise<void> {
  const { status } = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}&time=${time}`);
  if (status !== 200) throw new Error(`the cron ${cron} ended with ${status}`);
}
