import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { CommandError } from './entry.ts';

export const PROJECT_ROOT = join(import.meta.dirname, '..');

/** Starts wrangler in the project's folder. npm scripts and npx put the project's own one first on the PATH. */
export function spawnWrangler(args: readonly string[], stdio: StdioOptions, { detached = false } = {}): ChildProcess {
  return spawn('wrangler', args, { cwd: PROJECT_ROOT, stdio, detached, env: wranglerEnvironment() });
}

/** Runs wrangler to its end without questions and returns what it printed. Throws WRANGLER_FAILED. */
export async function wrangler(args: readonly string[], input?: string): Promise<string> {
  const child = spawnWrangler(args, ['pipe', 'pipe', 'pipe']);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  child.stdin?.end(input ?? '');
  const code = await exitCode(child);
  if (code !== 0) throw wranglerFailed(args, code, `${output}${errors}`);
  return output;
}

/** Runs wrangler to its end in the person's terminal, questions included. Throws WRANGLER_FAILED. */
export async function wranglerInTerminal(args: readonly string[]): Promise<void> {
  const code = await exitCode(spawnWrangler(args, 'inherit'));
  if (code !== 0) throw wranglerFailed(args, code, 'Its own message stands above.');
}

/** Resolves with the exit code, or the signal that ended it. Throws WRANGLER_MISSING when it could not start. */
export function exitCode(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.once('error', (cause) =>
      reject(
        new CommandError('WRANGLER_MISSING', 'wrangler is not on the PATH: run `npm ci`, then this through npm.', {
          cause,
        }),
      ),
    );
  });
}

function wranglerFailed(args: readonly string[], code: number | string | null, output: string): CommandError {
  return new CommandError(
    'WRANGLER_FAILED',
    `wrangler ${args.join(' ')} ended with ${String(code)}:\n${output.trim()}`,
  );
}

function wranglerEnvironment(): NodeJS.ProcessEnv {
  // Local work needs nothing from the network; without this every start asks for a sample of request metadata.
  return { CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_HIDE_BANNER: 'true', ...process.env };
}
