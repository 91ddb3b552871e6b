import { type JobCompletedEvent, MAX_INLINE_BYTES } from '../../schema/event.ts';
import { attempt } from '../../src/domain/attempt.ts';
import { reconcilePauseMs } from '../../src/domain/backoff.ts';
import { contentHash } from '../../src/domain/content-hash.ts';
import { isStored } from '../../src/domain/merge.ts';
import { isWhole, parseEventText } from '../../src/domain/parse-event.ts';
import { insertAuditEntry } from '../../src/storage/audit-log.ts';
import { recordDeadLetters } from '../../src/storage/dead-letters.ts';
import { storedVersions } from '../../src/storage/executions.ts';
import { utf8Bytes } from '../../src/storage/json-parameters.ts';
import { deleteOutboxEntries, getOutboxEntry, type OutboxListing, putOutboxEntry } from '../../src/storage/outbox.ts';
import { type Parked, parkedFrom } from '../../src/storage/parked.ts';
import { claimCheck } from '../publish.ts';
import { versionOf } from './due.ts';

export interface ReconcilePorts {
  db: D1Database;
  kv: KVNamespace;
  queue: Queue;
  /** The flag d1_writes: while it is off, everything stays in the outbox. */
  d1Writes: boolean;
}

/** `republished`: on the queue again. `stored`: D1 has it. `homed`: a parked record is in D1. */
export type Did = 'republished' | 'stored' | 'homed';

const DAY_MS = 86_400_000;

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

async function homeParked(ports: ReconcilePorts, entry: OutboxListing, text: string, now: number): Promise<void> {
  const parked = parkedFrom(JSON.parse(text));
  if (!parked) throw new Error(`outbox entry ${entry.event_id} holds neither an event nor a parked record`);
  await bringHome(ports, parked, new Date(now).toISOString());
  await deleteOutboxEntries(ports.kv, [entry.event_id]);
}

/** What cannot be brought home pauses as well: a run takes so many entries, and these would be the first of each. */
async function settleParked(ports: ReconcilePorts, entry: OutboxListing, text: string, now: number): Promise<Did> {
  const homed = await attempt(homeParked(ports, entry, text, now));
  if (homed.ok) return 'homed';
  await pause(ports.kv, entry, text, now);
  throw homed.error;
}

/** Brings an entry back: an event onto the queue, unless D1 holds it; a parked record into D1. Throws what they throw. */
export async function settleEntry(ports: ReconcilePorts, entry: OutboxListing, now: number): Promise<Did> {
  const text = await getOutboxEntry(ports.kv, entry.event_id);
  if (text === null) return 'stored'; // deleted since it was listed: its consumer was faster
  const parsed = parseEventText(text);
  const event = parsed.ok && isWhole(parsed.event) ? parsed.event : null;
  if (!event) return settleParked(ports, entry, text, now);
  if (versionOf(entry) === null && (await isEventStored(ports.db, event))) {
    await deleteOutboxEntries(ports.kv, [entry.event_id]);
    return 'stored';
  }
  await republish(ports, entry, text, event, now);
  return 'republished';
}
