import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { CommandError } from './entry.ts';
import { exitCode, spawnWrangler } from './wrangler.ts';
import { withoutBindings } from './wrangler-log.ts';

const READY_WITHIN_MS = 60_000;
/** Wrangler ends within a second once asked; a hung one is not waited for. */
const STOP_WITHIN_MS = 5_000;

const ReadyMessage = z.object({ event: z.literal('DEV_SERVER_READY'), ip: z.string(), port: z.number() });

export interface LocalServer {
  /** Without a slash at the end. */
  url: string;
  /** Leads the process group of the server. */
  pid: number;
  /** Resolves when the server has ended, by itself or by `stop`. */
  ended: Promise<number | string | null>;
  /** Ends the server and every process it started. */
  stop: () => Promise<void>;
}

interface Options {
  /** Flags of `wrangler dev`. */
  flags: readonly string[];
  /** Ends the server, ready or not, when aborted. */
  signal: AbortSignal;
  /** Receives what wrangler prints while it starts; without it that is shown only if it fails to. */
  onStart?: (text: string) => void;
  /** Receives the lines that it prints once it answers: requests, and what the Worker logs. */
  onLine?: (line: string) => void;
}

/** Starts `wrangler dev` and resolves when it answers. Throws SERVER_FAILED with its output. */
export async function startLocalServer({ flags, signal, onStart, onLine }: Options): Promise<LocalServer> {
  signal.throwIfAborted();
  // A process group of its own, so that what is left of it at the end can be ended as one; and a channel, on which
  // wrangler says when it is ready whatever its log level is.
  const child = spawnWrangler(
    ['dev', '--show-interactive-dev-session=false', ...flags],
    ['ignore', 'pipe', 'pipe', 'ipc'],
    { detached: true },
  );
  const ended = exitCode(child);
  const stop = () => stopGroup(child, ended);
  signal.addEventListener('abort', () => void stop());
  try {
    const url = await answering(child, ended, onStart);
    if (onLine) onLines(child, onLine);
    return { url, pid: child.pid ?? 0, ended, stop };
  } catch (error) {
    await stop();
    signal.throwIfAborted();
    throw error;
  }
}

async function answering(child: ChildProcess, ended: LocalServer['ended'], onStart?: (text: string) => void) {
  let output = '';
  const stopReading = onText(child, (text) => {
    output += text;
    onStart?.(text);
  });
  const slow = sleep(READY_WITHIN_MS, 'not ready in a minute', { ref: false });
  const failure = Promise.race([ended.then((code) => `ended with ${String(code)}`), slow]).then((reason) => {
    throw new CommandError('SERVER_FAILED', `The local server did not start (${reason}):\n${output.trim()}`);
  });
  const url = await Promise.race([readyUrl(child), failure]);
  stopReading();
  return url;
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const ready = ReadyMessage.safeParse(typeof message === 'string' ? JSON.parse(message) : message);
      if (ready.success) resolve(`http://${ready.data.ip}:${ready.data.port}`);
    });
  });
}

/** Calls back with every piece of output; returns how to stop listening. The pipes are drained either way. */
function onText(child: ChildProcess, callback: (text: string) => void): () => void {
  const listener = (chunk: Buffer) => callback(chunk.toString());
  const streams = [child.stdout, child.stderr];
  for (const stream of streams) stream?.on('data', listener);
  return () => {
    for (const stream of streams) stream?.off('data', listener).resume();
  };
}

function onLines({ stdout, stderr }: ChildProcess, callback: (line: string) => void): void {
  if (stdout) createInterface({ input: stdout }).on('line', withoutBindings(callback));
  if (stderr) createInterface({ input: stderr }).on('line', callback);
}

/** Wrangler first, so that it can close its state; whatever remains of its group after that. */
async function stopGroup(child: ChildProcess, ended: LocalServer['ended']): Promise<void> {
  if (child.pid === undefined) return;
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(STOP_WITHIN_MS, null, { ref: false })]);
  killGroup(child.pid);
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // ESRCH: nobody is left, as it should be.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
