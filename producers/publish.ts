import { ulid } from 'ulid';
import {
  type ClaimCheckEvent,
  JOB_COMPLETED_SCHEMA,
  type JobCompletedData,
  type JobCompletedEvent,
  MAX_INLINE_BYTES,
} from '../schema/event.ts';
import { attempt } from '../src/domain/attempt.ts';
import { contentHash, sha256Hex } from '../src/domain/content-hash.ts';
import { utf8Bytes } from '../src/storage/json-parameters.ts';
import { outboxKey } from '../src/storage/kv-keys.ts';
import { keepEvent } from '../src/storage/outbox.ts';
import { assertStorable } from '../src/storage/row-limits.ts';

/** The largest message that the queue takes (128,000 bytes), less what it adds itself and a margin. */
const MAX_MESSAGE_BYTES = 120_000;

export interface PublishPorts {
  kv: KVNamespace;
  queue: Queue;
  /** `always` keeps every event until it is stored; `on-failure` only those whose send failed. */
  outbox: 'always' | 'on-failure';
  /** The flag d1_writes: while it is off, events wait in the outbox. */
  d1Writes: boolean;
}

/** `sent`: on the queue. `kept`: in the outbox. At least one of them is true. */
export interface Published {
  sent: boolean;
  kept: boolean;
}

/** Neither the outbox nor the queue took the event: nothing was accepted. */
export class NotAccepted extends Error {
  readonly code = 'not_accepted';
}

/** Builds the event that reports a finished run. `now` is epoch ms. */
export function jobCompletedEvent(
  data: JobCompletedData,
  source: string,
  now: number,
  extensions: Pick<JobCompletedEvent, 'traceparent' | 'backfillid' | 'backfillkey'> = {},
): JobCompletedEvent {
  return {
    specversion: '1.0',
    id: ulid(now),
    source,
    type: 'job.completed',
    subject: data.execution.execution_key,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    dataschema: JOB_COMPLETED_SCHEMA,
    ...extensions,
    data,
  };
}

/** The claim check for an event whose text stands in the outbox. */
export async function claimCheck(event: JobCompletedEvent, text: string): Promise<ClaimCheckEvent> {
  return {
    ...event,
    data: undefined,
    dataref: outboxKey(event.id),
    datadigest: await sha256Hex(text),
    databytes: utf8Bytes(text),
    revision: event.data.execution.revision,
    contenthash: await contentHash(event.data),
  };
}

/** An event ready to travel: the message for the queue, and the text that the outbox keeps. */
interface Prepared {
  event: JobCompletedEvent;
  text: string;
  bytes: number;
}

/** The failure, or null. */
const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  const done = await attempt(work);
  return done.ok ? null : done.error;
};

/** Keeps the event; returns the failure, or null. */
const keep = ({ kv }: PublishPorts, { event, text }: Prepared): Promise<unknown> =>
  failureOf(keepEvent(kv, event, text));

/** Sends the event, as a claim check where it is large and kept; returns the failure, or null. */
async function send({ queue }: PublishPorts, { event, text, bytes }: Prepared, kept: boolean): Promise<unknown> {
  if (bytes > MAX_INLINE_BYTES && kept) return failureOf(queue.send(await claimCheck(event, text)));
  if (bytes > MAX_MESSAGE_BYTES) return new Error(`${bytes} bytes do not fit into a message, and KV did not keep them`);
  return failureOf(queue.send(event));
}

/**
 * Hands a finished run over for good: first into the outbox, then onto the queue. Resolves once at least one of them
 * holds it. Throws RowTooLarge for what D1 could never hold, NotAccepted when both refused.
 */
export async function publishJobCompleted(ports: PublishPorts, event: JobCompletedEvent): Promise<Published> {
  assertStorable(event.data);
  const text = JSON.stringify(event);
  const prepared = { event, text, bytes: utf8Bytes(text) };
  const keepFirst = ports.outbox === 'always' || !ports.d1Writes || prepared.bytes > MAX_INLINE_BYTES;

  const notKept = keepFirst ? await keep(ports, prepared) : 'not tried';
  if (notKept === null && !ports.d1Writes) return { sent: false, kept: true };
  const notSent = await send(ports, prepared, notKept === null);
  if (notSent === null) return { sent: true, kept: notKept === null };
  if (notKept === null) return { sent: false, kept: true };

  const keptNow = keepFirst ? notKept : await keep(ports, prepared);
  if (keptNow === null) return { sent: false, kept: true };
  throw new NotAccepted('neither the outbox nor the queue took the event', {
    cause: new AggregateError([notSent, keptNow]),
  });
}
