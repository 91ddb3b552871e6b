import type { components, JobledgerClient } from '../../client/index.ts';
import { CommandError } from '../entry.ts';
import { ask } from './ask.ts';
import type { RangeOptions } from './backfill.ts';
import { EXIT } from './exit-codes.ts';
import { type ApiOptions, clientOf, outputOf } from './options.ts';
import { answer, type Bar, progressBar, say, table } from './output.ts';

type Entry = components['schemas']['VerifyEntry'];
type Counts = components['schemas']['VerifyAnswer']['counts'];
type VerifyOptions = ApiOptions & RangeOptions & { json: boolean; heal?: boolean };

const PAGE = 200;
const SHOWN = 20;

export interface Verification {
  counts: Counts;
  /** What must not be: results that D1 lacks or holds differently. */
  faults: Entry[];
}

const rangeOf = ({ prefix, from, to }: RangeOptions) => ({
  prefix,
  ...(from !== undefined && { from }),
  ...(to !== undefined && { to }),
});

/** Compares KV with D1 over a range, page by page. */
export async function verifyRange(client: JobledgerClient, range: RangeOptions, bar?: Bar): Promise<Verification> {
  const counts: Counts = { same: 0, missing_in_d1: 0, different: 0, newer_in_d1: 0, missing_in_kv: 0, unreadable: 0 };
  const faults: Entry[] = [];
  let cursor: string | null = null;
  let seen = 0;
  do {
    const query = { ...rangeOf(range), limit: PAGE, ...(cursor !== null && { cursor }) };
    const page: components['schemas']['VerifyAnswer'] = await ask(client.GET('/api/v1/verify', { params: { query } }));
    add(counts, page.counts);
    faults.push(...page.entries.filter(({ outcome }) => outcome === 'missing_in_d1' || outcome === 'different'));
    seen += page.entries.length;
    bar?.at(seen, seen, 'compared');
    cursor = page.next_cursor;
  } while (cursor !== null);
  return { counts, faults };
}

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
  if (found.faults.length === 0) {
    say(output, '\nNo differences.');
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
