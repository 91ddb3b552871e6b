import { Presets, SingleBar } from 'cli-progress';
import Table from 'cli-table3';
import { CommandError, isSystemError } from '../entry.ts';
import { EXIT } from './exit-codes.ts';

/** Where a command's answer goes: lines for a person, or with --json one JSON value on stdout. */
export interface Output {
  json: boolean;
}

/** For a person only. */
export function say({ json }: Output, text: string): void {
  if (!json) console.log(text);
}

/** The answer of a command as JSON, if that is wanted. */
export function answer({ json }: Output, value: unknown): void {
  if (json) console.log(JSON.stringify(value, null, 2));
}

/** With --json: why there is no answer. What was found wanting has had its answer. */
export function answerFailure(error: unknown): void {
  const { code, message, exitCode } =
    error instanceof CommandError
      ? error
      : { code: isSystemError(error) ? error.code : 'INTERNAL', message: String(error), exitCode: EXIT.failed };
  if (exitCode !== EXIT.wanting) answer({ json: true }, { error: { code, message: message.trim() } });
}

export interface Bar {
  at: (done: number, total: number, note?: string) => void;
  end: () => void;
}

/** A progress bar on stderr, drawn in a terminal only. */
export function progressBar(label: string): Bar {
  const bar = new SingleBar(
    {
      format: `${label} [{bar}] {value}/{total} {note}`,
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    at: (done, total, note = '') => {
      if (!started) bar.start(total, done, { note });
      started = true;
      bar.setTotal(total);
      bar.update(done, { note });
    },
    end: () => bar.stop(),
  };
}

/** Rows under a head. Stored text is other people's: nothing in it may move the cursor or colour the terminal. */
export function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const drawn = new Table({ head: [...head], style: { head: [], border: [] } });
  drawn.push(...rows.map((row) => row.map(cell)));
  return drawn.toString();
}

const cell = (value: unknown): string =>
  (value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)).replaceAll(
    /\p{Cc}+/gu,
    ' ',
  );
