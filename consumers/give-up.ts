import { ulid } from 'ulid';
import type { DeadLetterReason } from '../schema/api/dead-letters.ts';
import type { JobCompletedEvent } from '../schema/event.ts';
import { attempt } from '../src/domain/attempt.ts';
import { sha256Hex } from '../src/domain/content-hash.ts';
import { bodyText, briefly, type DeadLetter } from '../src/domain/dead-letter.ts';
import { parkLoop } from '../src/domain/replay.ts';
import type { Issue } from '../src/domain/storable.ts';
import { recordDead } from '../src/storage/backfill-keys.ts';
import { recordDeadLetters } from '../src/storage/dead-letters.ts';
import { deleteOutboxEntries, putEventBack, putOutboxEntry } from '../src/storage/outbox.ts';
import { parkedText } from '../src/storage/parked.ts';
import { backfilledFrom } from './backfilled.ts';
import type { ConsumerPorts } from './ports.ts';
import type { Verdicts } from './settle.ts';

/** A message that is given up, and why. `event` where it could be read. */
export interface GivenUp {
  message: Message;
  event: JobCompletedEvent | null;
  /** Names the dead letter where the event itself could not be fetched. */
  id?: string;
  reason: DeadLetterReason;
  detail: string;
  errors?: Issue[];
}

/** A string member of a body that may be anything. */
function member(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(body, name)?.value;
  return typeof value === 'string' ? value.slice(0, 256).toWellFormed().replaceAll('\0', '') : null;
}

/** How often the message was replayed already; it says so itself. */
function replayCount(body: unknown): number {
  if (typeof body !== 'object' || body === null) return 0;
  const count: unknown = Object.getOwnPropertyDescriptor(body, 'replaycount')?.value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : 0;
}

/** An event's own id names its dead letter; a body that is no event is named by its content: once however often sent. */
async function letterId({ event, id }: GivenUp, body: string): Promise<string> {
  if (event) return event.deadletterid ?? event.id;
  if (id) return id;
  return `sha256-${(await sha256Hex(body)).slice(0, 32)}`;
}

async function deadLetter(given: GivenUp): Promise<DeadLetter> {
  const { message, event, reason, detail, errors = [] } = given;
  const source: unknown = event ?? message.body;
  const rendered = bodyText(source);
  const replays = replayCount(source);
  return {
    id: await letterId(given, rendered.body),
    message_id: message.id,
    ...parkLoop(replays, reason, detail),
    errors,
    event_type: member(source, 'type'),
    event_id: member(source, 'id'),
    execution_key: member(source, 'subject'),
    job_type: event?.data.execution.job_type ?? null,
    attempts: message.attempts,
    replay_count: replays,
    ...rendered,
  };
}

/** D1 refuses the record: an event stays in (or goes back to) the outbox, anything else is parked beside it. */
function keepElsewhere({ kv, now }: ConsumerPorts, event: JobCompletedEvent | null, letter: DeadLetter): Promise<void> {
  if (event) return putEventBack(kv, event, false);
  return putOutboxEntry(kv, ulid(now()), parkedText({ kind: 'dead-letter', letter }));
}

/** Tells the ledgers of backfills which of their executions died. */
async function tellBackfills({ db }: ConsumerPorts, given: readonly GivenUp[]): Promise<void> {
  const dead = given.flatMap(({ message, reason, detail }) => {
    const backfilled = backfilledFrom(message.body);
    return backfilled ? [{ ...backfilled, reason: `${reason}: ${detail}` }] : [];
  });
  if (dead.length > 0) await db.batch(recordDead(db, dead));
}

async function record(ports: ConsumerPorts, given: readonly GivenUp[], letters: readonly DeadLetter[]): Promise<void> {
  await recordDeadLetters(ports.db, ports.kv, letters, new Date(ports.now()).toISOString());
  await tellBackfills(ports, given);
}

function warn(message: string, letters: readonly DeadLetter[], error: unknown): void {
  console.warn(JSON.stringify({ message, ids: letters.map(({ id }) => id), error: String(error) }));
}

async function recorded(
  ports: ConsumerPorts,
  given: readonly GivenUp[],
  letters: readonly DeadLetter[],
): Promise<boolean> {
  if (!ports.flags.d1_writes) return false;
  const done = await attempt(record(ports, given, letters));
  if (!done.ok) warn('dead letters not recorded in D1', letters, done.error);
  return done.ok;
}

async function keptElsewhere(
  ports: ConsumerPorts,
  event: JobCompletedEvent | null,
  letter: DeadLetter,
): Promise<boolean> {
  const kept = await attempt(keepElsewhere(ports, event, letter));
  if (!kept.ok) warn('dead letter not kept in KV', [letter], kept.error);
  return kept.ok;
}

/**
 * Records messages as dead letters, each with its reason. A message is acked once something holds it: D1, or KV while
 * D1 refuses; else it is retried. Outbox entries of recorded events go, so that the reconciler leaves them alone.
 */
export async function giveUp(ports: ConsumerPorts, dying: readonly GivenUp[], verdicts: Verdicts): Promise<void> {
  if (dying.length === 0) return;
  const given = dying.map(briefly);
  const letters = await Promise.all(given.map(deadLetter));
  if (await recorded(ports, given, letters)) {
    for (const { message } of given) verdicts.set(message, 'ack');
    ports.after(
      deleteOutboxEntries(
        ports.kv,
        given.flatMap(({ event }) => (event ? [event.id] : [])),
      ),
    );
    return;
  }
  const kept = await Promise.all(letters.map((letter, i) => keptElsewhere(ports, given[i]?.event ?? null, letter)));
  given.forEach(({ message }, i) => verdicts.set(message, kept[i] ? 'ack' : 'retry'));
}
