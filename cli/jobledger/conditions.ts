import type { JobledgerClient } from '../../client/index.ts';
import type { MetricName, SuccessMetric } from '../../schema/api/health.ts';
import { ask } from './ask.ts';
import { isTest, type Unread } from './unread.ts';
import { type Verification, verifyPrefixes } from './verify.ts';

/** One of the plan's conditions for leaving KV. */
export interface Condition {
  name: string;
  holds: boolean;
  /** What was found. */
  found: string;
  /** What to do where it does not hold. */
  remedy: string;
}

const DAYS = 7;

/** The success metrics of the past 7 days; none while D1 cannot tell. */
export async function weekOfMetrics(client: JobledgerClient): Promise<SuccessMetric[]> {
  const { metrics } = await ask(client.GET('/api/v1/health', { params: { query: { days: DAYS } } }));
  return metrics ?? [];
}

/** What was measured, for a person. */
export function metricText(week: readonly SuccessMetric[], name: MetricName): string {
  const metric = week.find((each) => each.name === name);
  if (!metric || metric.value === null) return 'nothing was measured';
  const { value, unit, samples, target, status } = metric;
  const [is, wanted] =
    unit === 'ratio' ? [`${(value * 100).toFixed(2)} %`, `${target * 100} %`] : [`${value} ms`, `${target} ms`];
  return `${is} of ${samples}; the target is ${wanted}: ${status}`;
}

interface Asked {
  /** Of the keys in KV. */
  prefixes: readonly string[];
  /** The person looked at what cannot be read. */
  acceptSkipped: boolean;
}

/** Checks every condition; what stands in one is no reason to leave out the others. `unread`: no test's. */
export async function cutoverConditions(
  client: JobledgerClient,
  week: readonly SuccessMetric[],
  { prefixes, acceptSkipped }: Asked,
): Promise<{ conditions: Condition[]; unread: Unread[] }> {
  const whole = await verifyPrefixes(client, prefixes);
  const conditions = [
    await recentDays(client, prefixes),
    everything(whole),
    allRead(whole, acceptSkipped),
    await certificate(client, prefixes),
    await deadLetters(client),
    writes(week),
  ];
  return { conditions, unread: whole.unreadable.filter((each) => !isTest(each)) };
}

/** What KV has and D1 lacks or has otherwise makes it incomplete; runs that neither store has are told, but no fault. */
async function recentDays(client: JobledgerClient, prefixes: readonly string[]): Promise<Condition> {
  const { from, to, expected, missed } = await ask(client.GET('/api/v1/jobs/coverage'));
  const { counts, faults } = await verifyPrefixes(client, prefixes, { from, to });
  const lacking = counts['missing_in_d1'] ?? 0;
  return {
    name: 'D1 is complete for the past 7 days',
    holds: faults.length === 0,
    found: `${from} to ${to}: ${lacking} results of KV missing in D1; ${missed.length} of ${expected} scheduled runs in neither store`,
    remedy: `npx jobledger verify --heal --from ${from} --to ${to}`,
  };
}

const everything = ({ counts, faults }: Verification): Condition => ({
  name: 'Verification finds no differences',
  holds: faults.length === 0,
  found: `${counts['same'] ?? 0} the same, ${counts['missing_in_d1'] ?? 0} missing in D1, ${counts['different'] ?? 0} different`,
  remedy: 'npx jobledger verify --heal',
});

/** KV's copies expire: what was never read into D1 is then nowhere. Test values are left behind on purpose. */
function allRead({ unreadable }: Verification, acceptSkipped: boolean): Condition {
  const unread = unreadable.filter((each) => !isTest(each)).length;
  const looked = acceptSkipped && unread > 0 ? ', accepted by --accept-skipped' : '';
  return {
    name: 'Every value of KV could be read, or was looked at',
    holds: unread === 0 || acceptSkipped,
    found: `${unread} could not be read${looked}; ${unreadable.length - unread} test values left out`,
    remedy: 'look at each that npx jobledger verify lists, keep what is worth keeping, then add --accept-skipped',
  };
}

/** The newest finished backfill of every key of each prefix. */
async function certificate(client: JobledgerClient, prefixes: readonly string[]): Promise<Condition> {
  const { backfills } = await ask(client.GET('/api/v1/backfills', { params: { query: { limit: 200 } } }));
  const whole = backfills.filter(
    ({ from, to, dry_run, status }) => from === null && to === null && !dry_run && status === 'finished',
  );
  const newest = prefixes.map((prefix) => whole.find((each) => each.prefix === prefix)?.certificate);
  const found = newest.flatMap((each, i) =>
    each ? `${each.enumerated} keys, ${each.dead} dead` : `no backfill of all keys of ${prefixes[i] ?? ''} is finished`,
  );
  return {
    name: 'The certificate of the backfill adds up',
    holds: newest.every((each) => each?.adds_up === true && each.dead === 0),
    found: found.join('; '),
    remedy: 'npx jobledger backfill --watch',
  };
}

async function deadLetters(client: JobledgerClient): Promise<Condition> {
  const { groups } = await ask(
    client.GET('/api/v1/dead-letters', { params: { query: { status: 'open', group_by: 'cause' } } }),
  ).then((body) => ('groups' in body ? body : { groups: [] }));
  const open = groups.reduce((sum, { count }) => sum + count, 0);
  return {
    name: 'No dead letter is open',
    holds: open === 0,
    found: `${open} open`,
    remedy: 'npx jobledger dead-letters list, then replay or discard each',
  };
}

function writes(week: readonly SuccessMetric[]): Condition {
  return {
    name: 'Enough of the writes of the past 7 days succeeded',
    holds: week.find(({ name }) => name === 'd1_write_success')?.status === 'met',
    found: metricText(week, 'd1_write_success'),
    remedy: 'npx wrangler tail --env production, and wait until D1 has been well for a week',
  };
}
