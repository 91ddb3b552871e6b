import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

export interface Command {
  child: ChildProcess;
  /** Everything printed so far, both streams. */
  output: () => string;
  stdout: () => string;
  /** Resolves once the text was printed; rejects with the output if the command ends without it. */
  printed: (text: string) => Promise<void>;
  /** Exit code, or the signal's name. */
  ended: Promise<number | string>;
}

/** Starts `cli/<command>.ts` as npm would, in a process group of its own, as a terminal does. */
export function startCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  node: readonly string[] = [],
): Command {
  const PATH = [environment['PATH'], join(ROOT, 'node_modules/.bin'), process.env['PATH']]
    .filter(Boolean)
    .join(delimiter);
  const child = spawn(process.execPath, [...node, 'cli/run.js', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment, PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const ended = once(child, 'close').then(([code, signal]) => (typeof code === 'number' ? code : String(signal)));
  return { child, output: () => text, stdout: () => stdout, printed, ended };

  async function printed(expected: string): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const look = () => {
        if (text.includes(expected)) resolve();
      };
      for (const stream of [child.stdout, child.stderr]) stream.on('data', look);
      look();
    });
    const early = ended.then((code) => {
      if (!text.includes(expected)) throw new Error(`ended with ${code} before printing ${expected}:\n${text}`);
    });
    await Promise.race([seen, early]);
  }
}

/** Runs a command to its end. */
export async function runToEnd(args: readonly string[], environment?: NodeJS.ProcessEnv, node?: readonly string[]) {
  const command = startCommand(args, environment, node);
  const code = await command.ended;
  return { code, output: command.output(), stdout: command.stdout() };
}

/** Ctrl-C in a terminal: the signal goes to the whole foreground group. */
export function pressCtrlC({ child }: Command): void {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
}

/** Command lines of the running processes in which a text occurs. A small Linux has /proc but no `ps`. */
export function processesMentioning(text: string): string[] {
  const lines = existsSync('/proc') ? commandLines() : execFileSync('ps', ['-eo', 'args']).toString().split('\n');
  return lines.filter((line) => line.includes(text));
}

function commandLines(): string[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.map((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return ''; // It ended in between.
    }
  });
}
