import type { JobledgerClient } from '../../client/index.ts';
import type { Target } from '../database/target.ts';
import { writeSuccess } from '../database/write-success.ts';
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
const DAY_MS = 86_400_000;
export const WRITE_SUCCESS_WANTED = 0.999;

/** Checks every condition; what stands in one is no reason to leave out the others. */
export async function cutoverConditions(client: JobledgerClient, target: Target, now: number): Promise<Condition[]> {
  return [
    await recentDays(client),
    await everything(client),
    await certificate(client),
    await deadLetters(client),
    await writes(target, now),
  ];
}

/** A day that KV has and D1 lacks, and an expected run that neither has, both make the last seven days incomplete. */
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

async function writes(target: Target, now: number): Promise<Condition> {
  const { stored, failed } = await writeSuccess(target, new Date(now - 7 * DAY_MS).toISOString().slice(0, 13));
  const rate = stored + failed === 0 ? 0 : stored / (stored + failed);
  return {
    name: 'At least 99.9 % of the writes of the past 7 days succeeded',
    holds: rate >= WRITE_SUCCESS_WANTED,
    found: stored + failed === 0 ? 'no writes' : `${(rate * 100).toFixed(2)} %: ${stored} stored, ${failed} not`,
    remedy: 'npx wrangler tail --env production, and wait until D1 has been well for a week',
  };
}
