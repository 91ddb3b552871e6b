import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { startCommand } from '../command.ts';

export interface Ran {
  code: number | string;
  /** What --json printed; undefined when it printed none. */
  json: unknown;
  output: string;
}

/** Runs `npx jobledger <args> --json` to its end, and says so. */
export async function jobledger(args: readonly string[], report: (line: string) => void): Promise<Ran> {
  const started = performance.now();
  const command = startCommand(['jobledger', ...args, '--json'], { NODE_OPTIONS: '' });
  const code = await command.ended;
  const output = stripVTControlCharacters(command.output());
  report(
    `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  exit ${code}  jobledger ${args.map(short).join(' ')}`,
  );
  return { code, json: jsonIn(output), output };
}

const short = (arg: string): string => (arg.startsWith('/') ? `…/${join(arg).split('/').at(-1) ?? ''}` : arg);

/** The JSON value among whatever else was printed: errors go to the other stream. */
function jsonIn(output: string): unknown {
  const end = output.lastIndexOf('\n}');
  const start = output.search(/^\{/m);
  return start === -1 || end === -1 ? undefined : JSON.parse(output.slice(start, end + 2));
}
