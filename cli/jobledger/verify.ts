import type { components, JobledgerClient } from '../../client/index.ts';
import { CommandError } from '../entry.ts';
import { ask } from './ask.ts';
import type { RangeOptions } from './backfill.ts';
import { EXIT } from './exit-codes.ts';
import { type ApiOptions, clientOf, outputOf } from './options.ts';
import { answer, type Bar, type Output, progressBar, say, table } from './output.ts';
import { isTest, type Unread, unreadTable } from './unread.ts';

type Entry = components['schemas']['VerifyEntry'];
type Counts = components['schemas']['VerifyAnswer']['counts'];
type VerifyOptions = ApiOptions & RangeOptions & { json: boolean; heal?: boolean };

const PAGE = 200;
const SHOWN = 20;
const NONE: Counts = { same: 0, missing_in_d1: 0, different: 0, newer_in_d1: 0, missing_in_kv: 0, unreadable: 0 };

export interface Verification {
  counts: Counts;
  /** What must not be: results that D1 lacks or holds differently. */
  faults: Entry[];
  /** What neither stands in D1 nor can be brought there. */
  unreadable: Unread[];
}

const rangeOf = ({ prefix, from, to }: RangeOptions) => ({
  prefix,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

/** Compares KV with D1 over a range, page by page. */
export async function verifyRange(client: JobledgerClient, range: RangeOptions, bar?: Bar): Promise<Verification> {
  const counts: Counts = { ...NONE };
  const faults: Entry[] = [];
  const unreadable: Unread[] = [];
  let cursor: string | null = null;
  let seen = 0;
  do {
    const query = { ...rangeOf(range), limit: PAGE, ...(cursor !== null && { cursor }) };
    const page: components['schemas']['VerifyAnswer'] = await ask(client.GET('/api/v1/verify', { params: { query } }));
    add(counts, page.counts);
    faults.push(...page.entries.filter(({ outcome }) => outcome === 'missing_in_d1' || outcome === 'different'));
    unreadable.push(...page.entries.filter(({ outcome }) => outcome === 'unreadable').map(toUnread));
    seen += page.entries.length;
    bar?.at(seen, seen, 'compared');
    cursor = page.next_cursor;
  } while (cursor !== null);
  return { counts, faults, unreadable };
}

/** The same over the keys of several prefixes. */
export async function verifyPrefixes(
  client: JobledgerClient,
  prefixes: readonly string[],
  dates: Omit<RangeOptions, 'prefix'> = {},
): Promise<Verification> {
  const whole: Verification = { counts: { ...NONE }, faults: [], unreadable: [] };
  for (const prefix of new Set(prefixes)) {
    const { counts, faults, unreadable } = await verifyRange(client, { prefix, ...dates });
    add(whole.counts, counts);
    whole.faults.push(...faults);
    whole.unreadable.push(...unreadable);
  }
  return whole;
}

const toUnread = ({ key, reason }: Entry): Unread => ({ key, reason });

function add(sum: Counts, counts: Counts): void {
  for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
}

async function healRange(client: JobledgerClient, range: RangeOptions): Promise<number> {
  let sent = 0;
  let cursor: string | null = null;
  do {
    const body = { ...rangeOf(range), limit: PAGE, ...(cursor !== null && { cursor }) };
    const page: components['schemas']['HealAnswer'] = await ask(client.POST('/api/v1/verify/heal', { body }));
    sent += page.sent;
    cursor = page.next_cursor;
  } while (cursor !== null);
  return sent;
}

/** `jobledger verify` */
export async function verify(options: VerifyOptions): Promise<void> {
  const output = outputOf(options);
  const client = clientOf(options);
  const bar = progressBar('Verify');
  const found = await verifyRange(client, options, bar).finally(() => bar.end());
  const sent = options.heal ? await healRange(client, options) : 0;
  answer(output, { ...found, sent });
  say(output, table(['KV against D1', 'Executions'], Object.entries(found.counts)));
  showUnread(output, found.unreadable);
  if (found.faults.length === 0) {
    say(output, `\nNo differences among the keys that begin with ${options.prefix}${known(found.unreadable)}.`);
    return;
  }
  const shown = found.faults
    .slice(0, SHOWN)
    .map((each) => [each.key, each.outcome, each.fields.join(' '), each.healable]);
  say(output, table(['Key', 'Outcome', 'Differs in', 'Healable'], shown));
  const next = options.heal
    ? `${sent} sent through the queue; verify again.`
    : 'Send what is healable: npx jobledger verify --heal';
  throw new CommandError('DIFFERENCES', `${found.faults.length} differences. ${next}`, { exitCode: EXIT.wanting });
}

function showUnread(output: Output, unreadable: readonly Unread[]): void {
  if (unreadable.length > 0) say(output, unreadTable(unreadable, unreadable.length));
}

function known(unreadable: readonly Unread[]): string {
  if (unreadable.length === 0) return '';
  const tests = unreadable.filter(isTest).length;
  return `, but ${unreadable.length} could not be read, ${tests} of them test values: D1 has nothing of what is listed above`;
}
