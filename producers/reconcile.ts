import { decodeTime } from 'ulid';
import { type JobCompletedEvent, MAX_INLINE_BYTES } from '../schema/event.ts';
import { reconcilePauseMs } from '../src/domain/backoff.ts';
import { contentHash } from '../src/domain/content-hash.ts';
import { outcomeOf, type Version } from '../src/domain/merge.ts';
import { parseEventText } from '../src/domain/parse-event.ts';
import { insertAuditEntry } from '../src/storage/audit-log.ts';
import { recordDeadLetters } from '../src/storage/dead-letters.ts';
import { storedVersions } from '../src/storage/executions.ts';
import { utf8Bytes } from '../src/storage/json-parameters.ts';
import {
  deleteOutboxEntries,
  getOutboxEntry,
  listOutbox,
  type OutboxListing,
  putOutboxEntry,
} from '../src/storage/outbox.ts';
import { type Parked, parkedFrom } from '../src/storage/parked.ts';
import { claimCheck } from './publish.ts';

export interface ReconcilePorts {
  db: D1Database;
  kv: KVNamespace;
  queue: Queue;
  /** The flag d1_writes: while it is off, everything stays in the outbox. */
  d1Writes: boolean;
}

/** What a run found and did. `failed`: left for the next run; `lastError` says why. */
export interface Reconciled {
  seen: number;
  republished: number;
  stored: number;
  homed: number;
  failed: number;
  lastError: string | null;
}
type Did = 'republished' | 'stored' | 'homed';

/** Younger entries are still on their way. */
const MIN_AGE_MS = 5 * 60_000;

/** One run acts on so many entries at most; the next goes on. */
const MAX_ENTRIES = 500;
const MAX_PAGES = 20;

const DAY_MS = 86_400_000;

/** An id that is no ULID tells no age: such an entry is old. */
function bornAt(id: string): number {
  try {
    return decodeTime(id);
  } catch {
    return 0;
  }
}

async function dueEntries(kv: KVNamespace, now: number, minAgeMs: number): Promise<OutboxListing[]> {
  const due: OutboxListing[] = [];
  for await (const page of listOutbox(kv, MAX_PAGES)) {
    due.push(...page.filter((entry) => bornAt(entry.event_id) <= now - minAgeMs && entry.metadata.next_at <= now));
    if (due.length >= MAX_ENTRIES) break;
  }
  return due.slice(0, MAX_ENTRIES);
}

/** The version an entry holds, as its metadata tells it. */
function versionOf({ metadata }: OutboxListing): Version | null {
  const { revision, content_hash } = metadata;
  return revision === undefined || content_hash === undefined ? null : { revision, content_hash };
}

const isStored = (version: Version, stored: Version | undefined): boolean =>
  stored !== undefined && ['noop', 'stale'].includes(outcomeOf(version, stored));

async function bringHome({ db, kv }: ReconcilePorts, parked: Parked, at: string): Promise<void> {
  if (parked.kind === 'dead-letter') await recordDeadLetters(db, kv, [parked.letter], at);
  else await insertAuditEntry(db, parked.entry).run();
}

/** Puts an entry back with its next pause. It keeps its expiry; one about to expire is left as it is. */
async function pause(kv: KVNamespace, entry: OutboxListing, text: string, now: number): Promise<void> {
  if (entry.expiration !== null && entry.expiration * 1000 < now + DAY_MS) return;
  const tries = entry.metadata.tries + 1;
  const metadata = { ...entry.metadata, tries, next_at: now + reconcilePauseMs(tries) };
  await putOutboxEntry(kv, entry.event_id, text, metadata, entry.expiration);
}

async function republish(
  { kv, queue }: ReconcilePorts,
  entry: OutboxListing,
  text: string,
  event: JobCompletedEvent,
  now: number,
) {
  await queue.send(utf8Bytes(text) > MAX_INLINE_BYTES ? await claimCheck(event, text) : event);
  await pause(kv, entry, text, now);
}

/** For entries whose metadata did not fit; the others were all looked up at once. */
async function isEventStored(db: D1Database, event: JobCompletedEvent): Promise<boolean> {
  const version = { revision: event.data.execution.revision, content_hash: await contentHash(event.data) };
  const stored = await storedVersions(db, [event.subject]);
  return isStored(version, stored.get(event.subject));
}

async function settleEntry(ports: ReconcilePorts, entry: OutboxListing, now: number): Promise<Did> {
  const text = await getOutboxEntry(ports.kv, entry.event_id);
  if (text === null) return 'stored'; // deleted since it was listed: its consumer was faster
  const parsed = parseEventText(text);
  const event =
    parsed.ok && parsed.event.type === 'job.completed' && !('dataref' in parsed.event) ? parsed.event : null;
  if (!event) return settleParked(ports, entry, text, now);
  if (versionOf(entry) === null && (await isEventStored(ports.db, event))) {
    await deleteOutboxEntries(ports.kv, [entry.event_id]);
    return 'stored';
  }
  await republish(ports, entry, text, event, now);
  return 'republished';
}

async function settleParked(ports: ReconcilePorts, entry: OutboxListing, text: string, now: number): Promise<Did> {
  const parked = parkedFrom(JSON.parse(text));
  if (!parked) throw new Error(`outbox entry ${entry.event_id} holds neither an event nor a parked record`);
  await bringHome(ports, parked, new Date(now).toISOString());
  await deleteOutboxEntries(ports.kv, [entry.event_id]);
  return 'homed';
}

/** A drain ends after so many runs; the cron goes on. It lives no longer than what outlives an answer: 30 s. */
const MAX_DRAIN_RUNS = 4;

/** Brings back at once, whatever its age, what waited while D1 writes were off. */
export async function drain(ports: ReconcilePorts, now: number): Promise<void> {
  for (let run = 0; run < MAX_DRAIN_RUNS; run++) {
    const { seen, failed } = await reconcile(ports, now, 0);
    if (seen < MAX_ENTRIES || failed === seen) return;
  }
}

/**
 * Brings back what is left over in the outbox: what D1 holds is deleted, the rest is published again, with growing
 * pauses. Bounded, and safe to run twice at once: both ends of the queue are idempotent. `now` is the trigger's
 * scheduled time, epoch ms. Throws when D1 or KV cannot be read at all; the next run tries again.
 */
export async function reconcile(ports: ReconcilePorts, now: number, minAgeMs = MIN_AGE_MS): Promise<Reconciled> {
  const done: Reconciled = { seen: 0, republished: 0, stored: 0, homed: 0, failed: 0, lastError: null };
  if (!ports.d1Writes) return done;
  const due = await dueEntries(ports.kv, now, minAgeMs);
  done.seen = due.length;
  const known = await storedVersions(
    ports.db,
    due.flatMap(({ metadata }) => metadata.execution_key ?? []),
  );
  const isKnown = (entry: OutboxListing): boolean => {
    const version = versionOf(entry);
    return version !== null && isStored(version, known.get(entry.metadata.execution_key ?? ''));
  };
  const stored = due.filter(isKnown);
  await deleteOutboxEntries(
    ports.kv,
    stored.map(({ event_id }) => event_id),
  );
  done.stored = stored.length;
  for (const entry of due.filter((each) => !isKnown(each))) {
    try {
      done[await settleEntry(ports, entry, now)] += 1;
    } catch (error) {
      done.failed += 1;
      done.lastError = String(error);
    }
  }
  return done;
}
