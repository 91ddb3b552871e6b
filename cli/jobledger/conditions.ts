import type { JobledgerClient } from '../../client/index.ts';
import type { MetricName, SuccessMetric } from '../../schema/api/health.ts';
import { ask } from './ask.ts';
import { verifyRange } from './verify.ts';

/** One of the plan's conditions for leaving KV. */
export interface Condition {
  name: string;
  holds: boolean;
  /** What was found. */
  found: string;
  /** What to do where it does not hold. */
  remedy: string;
}

const PREFIX = 'analysis_';
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

/** Checks every condition; what stands in one is no reason to leave out the others. */
export async function cutoverConditions(client: JobledgerClient, week: readonly SuccessMetric[]): Promise<Condition[]> {
  return [
    await recentDays(client),
    await everything(client),
    await certificate(client),
    await deadLetters(client),
    writes(week),
  ];
}

/** What KV has and D1 lacks or has otherwise makes it incomplete; runs that neither store has are told, but no fault. */
async function recentDays(client: JobledgerClient): Promise<Condition> {
  const { from, to, expected, missed } = await ask(client.GET('/api/v1/jobs/coverage'));
  const { counts, faults } = await verifyRange(client, { prefix: PREFIX, from, to });
  const lacking = counts['missing_in_d1'] ?? 0;
  return {
    name: 'D1 is complete for the past 7 days',
    holds: faults.length === 0,
    found: `${from} to ${to}: ${lacking} results of KV missing in D1; ${missed.length} of ${expected} scheduled runs in neither store`,
    remedy: `npx jobledger verify --heal --from ${from} --to ${to}`,
  };
}

async function everything(client: JobledgerClient): Promise<Condition> {
  const { counts, faults } = await verifyRange(client, { prefix: PREFIX });
  return {
    name: 'Verification finds no differences',
    holds: faults.length === 0,
    found: `${counts['same'] ?? 0} the same, ${counts['missing_in_d1'] ?? 0} missing in D1, ${counts['different'] ?? 0} different`,
    remedy: 'npx jobledger verify --heal',
  };
}

async function certificate(client: JobledgerClient): Promise<Condition> {
  const { backfills } = await ask(client.GET('/api/v1/backfills', { params: { query: { limit: 200 } } }));
  const whole = backfills.find(
    ({ prefix, from, to, dry_run, status }) =>
      prefix === PREFIX && from === null && to === null && !dry_run && status === 'finished',
  )?.certificate;
  return {
    name: 'The certificate of the backfill adds up',
    holds: whole?.adds_up === true && whole.dead === 0,
    found: whole ? `${whole.enumerated} keys, ${whole.dead} dead` : 'no backfill of all keys is finished',
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
