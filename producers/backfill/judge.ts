import type { KeyOutcome } from '../../schema/api/backfills.ts';
import type { JobCompletedEvent } from '../../schema/event.ts';
import { type Outcome, outcomesOver, wins } from '../../src/domain/merge.ts';
import { parseEvent } from '../../src/domain/parse-event.ts';
import type { LedgerEntry } from '../../src/storage/backfill-keys.ts';
import { storedVersions } from '../../src/storage/executions.ts';
import { jobCompletedEvent } from '../publish.ts';
import type { Candidate, KeyReading } from './read.ts';

export const BACKFILL_SOURCE = 'jobledger/backfill';

/** What a backfill has to do with a key: an entry for its ledger, and the events that the database lacks. */
export interface JudgedKey {
  entry: LedgerEntry;
  events: JobCompletedEvent[];
}

/** For whom: events carry the backfill's id; a dry run sends none, and its entries say what they would do. */
export interface Judging {
  id: string;
  dry_run: boolean;
  now: number;
}

interface Judged {
  run: string;
  outcome: KeyOutcome;
  event: JobCompletedEvent | null;
  why: string | null;
}

const NEWER = 'the database holds a newer version';

function judge({ account, data }: Candidate, key: string, outcome: Outcome, { id, dry_run, now }: Judging): Judged {
  const run = account.key;
  if (!wins(outcome)) return { run, outcome: 'noop', event: null, why: outcome === 'stale' ? NEWER : null };
  const event = jobCompletedEvent(data, BACKFILL_SOURCE, now, { backfillid: id, backfillkey: key });
  if (!dry_run) return { run, outcome: 'pending', event, why: null };
  const parsed = parseEvent(event);
  if (parsed.ok) return { run, outcome: outcome === 'inserted' ? 'inserted' : 'updated', event: null, why: null };
  const [first] = parsed.issues;
  return { run, outcome: 'dead', event: null, why: `${parsed.reason}: ${first?.pointer ?? ''} ${first?.detail ?? ''}` };
}

function judgedKey({ key, candidates, expired, why, raw_sha256 }: KeyReading, judged: readonly Judged[]): JudgedKey {
  const reasons = [why, ...judged.map((each) => each.why)].filter((reason) => reason !== null);
  return {
    entry: {
      key,
      verdict: candidates.length > 0 ? null : expired ? 'expired' : 'skipped',
      reason: reasons.length > 0 ? [...new Set(reasons)].join('; ') : null,
      runs: Object.fromEntries(judged.map(({ run, outcome }) => [run, outcome])),
      raw_sha256,
    },
    events: judged.flatMap(({ event }) => event ?? []),
  };
}

/**
 * Compares what keys hold with what the database does, by the merge rule, as if they were stored one after the other.
 * What it holds already is a noop and need not be sent.
 */
export async function judgeKeys(
  db: D1Database,
  readings: readonly KeyReading[],
  judging: Judging,
): Promise<JudgedKey[]> {
  const accounts = readings.flatMap(({ candidates }) => candidates.map(({ account }) => account));
  const stored = await storedVersions(
    db,
    accounts.map(({ key }) => key),
  );
  const outcomes = outcomesOver(accounts, stored).values();
  return readings.map((reading) => {
    const judged = reading.candidates.map((each) => judge(each, reading.key, outcomes.next().value ?? 'noop', judging));
    return judgedKey(reading, judged);
  });
}
