import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { CommandError } from './entry.ts';
import { rootCertificateVariables } from './root-certificates.ts';

export const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Starts wrangler in the project's folder. npm scripts and npx put the project's own one first on the PATH. */
export function spawnWrangler(args: readonly string[], stdio: StdioOptions, { detached = false } = {}): ChildProcess {
  return spawn('wrangler', args, { cwd: PROJECT_ROOT, stdio, detached, env: wranglerEnvironment() });
}

/** Runs wrangler to its end without questions and returns what it printed to stdout. Throws WRANGLER_FAILED. */
export async function wrangler(args: readonly string[]): Promise<string> {
  const { code, output, errors } = await tryWrangler(args);
  if (code !== 0) throw wranglerFailed(args, code, `${output}${errors}`);
  return output;
}

/** The same for commands whose failure is an answer. */
export async function tryWrangler(args: readonly string[]) {
  const child = spawnWrangler(args, ['ignore', 'pipe', 'pipe']);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return { code: await exitCode(child, 'close'), output, errors };
}

/** Runs wrangler to its end in the person's terminal, questions included. Throws WRANGLER_FAILED. */
export async function wranglerInTerminal(args: readonly string[]): Promise<void> {
  const code = await exitCode(spawnWrangler(args, 'inherit'));
  if (code !== 0) throw wranglerFailed(args, code, 'Its own message stands above.');
}

/** Resolves with the exit code or the signal that ended it; on `close` all output is in as well. Throws WRANGLER_MISSING when it could not start. */
export function exitCode(
  child: ChildProcess,
  when: 'exit' | 'close' = 'exit',
): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    child.once(when, (code: number | null, signal: NodeJS.Signals | null) => resolve(code ?? signal));
    child.once('error', (cause) =>
      reject(
        new CommandError('WRANGLER_MISSING', 'wrangler is not on the PATH: run `npm ci`, then this through npm.', {
          cause,
        }),
      ),
    );
  });
}

/** What wrangler says without a login, with and without a terminal. */
const NO_LOGIN =
  /necessary to set a CLOUDFLARE_API_TOKEN|not logged in|you must be logged in|run `?(?:\S+ )?wrangler login/i;

/** The error that shows a failed run with what it printed. */
export function wranglerFailed(args: readonly string[], code: number | string | null, output: string): CommandError {
  if (NO_LOGIN.test(output)) {
    return new CommandError('NOT_LOGGED_IN', 'Not logged in: npx wrangler login   (or set CLOUDFLARE_API_TOKEN)');
  }
  return new CommandError(
    'WRANGLER_FAILED',
    `wrangler ${args.join(' ')} ended with ${String(code)}:\n${output.trim()}`,
  );
}

function wranglerEnvironment(): NodeJS.ProcessEnv {
  // Local work needs nothing from the network; without this every start asks for a sample of request metadata.
  return {
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    ...rootCertificateVariables(),
    ...process.env,
  };
}
