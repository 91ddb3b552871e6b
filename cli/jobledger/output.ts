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

/** Where stdout is no terminal. */
const COLUMNS = 120;
const MAX_CELL_CHARS = 1000;

/**
 * Rows under a head, as wide as the terminal at most. Stored text is other people's: nothing in it may move the cursor
 * or colour the terminal.
 */
export function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = rows.map((row) => row.map(cell));
  const widths = columnWidths([head, ...cells], process.stdout.columns || COLUMNS);
  const colAligns = head.map((_, i) => (cells.every((row) => NUMBER.test(row[i] ?? '')) ? 'right' : 'left'));
  const drawn = new Table({ head: [...head], colAligns, style: { head: [], border: [] } });
  drawn.push(...cells.map((row) => row.map((text, i) => folded(text, widths[i] ?? text.length))));
  return drawn.toString();
}

/** Or that there is none. */
const NUMBER = /^(?:-?\d+(?:\.\d+)?|–)$/;

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return printable(cut(text));
}

/** Text without what a terminal obeys. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');

/** A JSON value over several lines, without what a terminal obeys. */
export const indented = (value: unknown): string =>
  JSON.stringify(value, null, 2).split('\n').map(printable).join('\n');

const cut = (text: string): string =>
  text.length > MAX_CELL_CHARS
    ? `${text.slice(0, MAX_CELL_CHARS).toWellFormed()} … ${Buffer.byteLength(text)} bytes; --json for all`
    : text;

/** Characters of each column: its widest cell, and where that is too much for the line, the widest columns give way. */
function columnWidths(rows: readonly (readonly string[])[], columns: number): number[] {
  const count = rows[0]?.length ?? 0;
  const natural = Array.from({ length: count }, (_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  // A border and two spaces for each column, and one border more.
  const room = Math.max(columns - 3 * count - 1, 8 * count);
  const widthUpTo = (most: number) => natural.reduce((sum, width) => sum + Math.min(width, most), 0);
  let most = Math.max(...natural);
  while (widthUpTo(most) > room) most -= 1;
  return natural.map((width) => Math.min(width, most));
}

/** Lines of at most `width` characters, broken at a space where there is one. */
const folded = (text: string, width: number): string =>
  text.match(new RegExp(`.{1,${width}}(?:\\s|$)|.{1,${width}}`, 'gu'))?.join('\n') ?? '';
