import type { JobledgerClient } from '../../client/index.ts';
import { ask } from './ask.ts';
import { type ApiOptions, clientOf, outputOf } from './options.ts';
import { answer, say, table } from './output.ts';

export type FlagsOptions = ApiOptions & { json: boolean };

const NAMES = ['d1_writes', 'd1_reads', 'kv_writes'] as const;
export type FlagName = (typeof NAMES)[number];
export type FlagChange = Partial<Record<FlagName, boolean | null>>;

const VALUES: Record<string, boolean | null> = { on: true, true: true, off: false, false: false, default: null };

/** `jobledger flags get` */
export async function getFlags(options: FlagsOptions): Promise<void> {
  show(options, await ask(clientOf(options).GET('/api/v1/flags')));
}

/** `jobledger flags set <name=value…>` */
export async function setFlags(change: FlagChange, options: FlagsOptions): Promise<void> {
  show(options, await changeFlags(clientOf(options), change));
}

export const changeFlags = (client: JobledgerClient, body: FlagChange) => ask(client.PUT('/api/v1/flags', { body }));

type FlagsAnswer = Awaited<ReturnType<typeof changeFlags>>;

function show(options: FlagsOptions, body: FlagsAnswer): void {
  const output = outputOf(options);
  answer(output, body);
  const rows = NAMES.map((name) => [
    name,
    body.flags[name] ? 'on' : 'off',
    body.overrides?.[name] === undefined ? 'the variable' : 'set',
  ]);
  say(output, table(['Flag', 'Is', 'Because of'], rows));
}

/** `d1_reads=on`, `kv_writes=off`, `d1_writes=default`; null for anything else. */
export function parseSetting(text: string): FlagChange | null {
  const [name, value = ''] = text.split('=');
  const known = NAMES.find((each) => each === name);
  const setting = VALUES[value];
  return known === undefined || setting === undefined ? null : { [known]: setting };
}
