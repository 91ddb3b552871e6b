import type { BackfillKey } from '../../schema/api/backfills.ts';
import { attempt } from '../../src/domain/attempt.ts';
import { listUnsettled } from '../../src/storage/backfill-key-queries.ts';
import { type LedgerEntry, recordKeys } from '../../src/storage/backfill-keys.ts';
import { type BackfillState, backfillsUnderWay, noteBackfill } from '../../src/storage/backfills.ts';
import { judgeKeys } from './judge.ts';
import { MAX_UNDER_WAY, pageEvent } from './page.ts';
import { type BackfillPorts, instant } from './ports.ts';
import { readKeys } from './read.ts';
import { sendEvents } from './send.ts';

const MINUTE_MS = 60_000;

/** A backfill that did not move for so long has lost its page message. */
const STILL_MS = 10 * MINUTE_MS;

/** An execution without an outcome for so long was lost; the longest pause between two retries is as long. */
const LOST_MS = 15 * MINUTE_MS;

/** One run looks after so many backfills, and brings back so many keys of each. */
const MAX_BACKFILLS = 20;
const MAX_KEYS = 500;

/** What was sent and cannot be read again: the key expired since, or holds something else. */
function withVanished(entry: LedgerEntry, before: BackfillKey | undefined): LedgerEntry {
  const pending = Object.entries(before?.runs ?? {}).flatMap(([run, outcome]) => (outcome === 'pending' ? [run] : []));
  const vanished = pending.filter((run) => !Object.hasOwn(entry.runs, run));
  if (vanished.length === 0) return entry;
  const outcome = entry.verdict === 'expired' ? 'expired' : 'skipped';
  return {
    ...entry,
    reason: entry.reason ?? 'the value changed before it was stored',
    runs: { ...entry.runs, ...Object.fromEntries(vanished.map((run) => [run, outcome])) },
  };
}

/**
 * Sends once more what was sent before `before` (an instant) and has no outcome, from what KV holds now. Returns how
 * many keys that were.
 */
export async function resendUnsettled(
  ports: BackfillPorts,
  { backfill: { id, dry_run } }: BackfillState,
  before: string,
  limit: number,
): Promise<number> {
  const keys = new Map((await listUnsettled(ports.db, id, before, limit)).map((row) => [row.key, row]));
  for await (const readings of readKeys(ports.kv, [...keys.keys()])) {
    const judged = await judgeKeys(ports.db, readings, { id, dry_run, now: ports.now() });
    await sendEvents(
      ports,
      judged.flatMap(({ events }) => events),
    );
    const entries = judged.map(({ entry }) => withVanished(entry, keys.get(entry.key)));
    await ports.db.batch(recordKeys(ports.db, id, entries, instant(ports)));
  }
  return keys.size;
}

/** Makes a backfill go on at once: what is unsettled is sent once more, and its next page as well. */
export async function reviveBackfill(ports: BackfillPorts, state: BackfillState): Promise<void> {
  await resendUnsettled(ports, state, instant(ports), MAX_UNDER_WAY);
  await ports.queue.send(pageEvent(state, ports.now()));
}

async function lookAfter(ports: BackfillPorts, state: BackfillState): Promise<void> {
  const at = (ageMs: number) => new Date(ports.now() - ageMs).toISOString();
  await resendUnsettled(ports, state, at(LOST_MS), MAX_KEYS);
  if (state.backfill.updated_at > at(STILL_MS)) return;
  await noteBackfill(ports.db, state.backfill.id, 'its page message was lost and sent again', instant(ports));
  await ports.queue.send(pageEvent(state, ports.now()));
}

/**
 * Brings back what the queue lost of the backfills under way: a restart of the local one forgets all of it. Bounded,
 * and safe to run twice at once. Throws, after it tried them all, what D1, KV or the queue threw.
 */
export async function watchBackfills(ports: BackfillPorts): Promise<void> {
  if (!ports.d1Writes) return;
  const failures: unknown[] = [];
  for (const state of await backfillsUnderWay(ports.db, MAX_BACKFILLS)) {
    const done = await attempt(lookAfter(ports, state));
    if (!done.ok) failures.push(done.error);
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} backfills not looked after`);
}
