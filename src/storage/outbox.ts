import { decodeTime } from 'ulid';
import * as z from 'zod';
import { type JobCompletedEvent, OUTBOX_PREFIX } from '../../schema/event.ts';
import { contentHash } from '../domain/content-hash.ts';
import { utf8Bytes } from './json-parameters.ts';
import { outboxKey } from './kv-keys.ts';
import { orNull } from './or-null.ts';

/** Entries outlive the longest repair we expect: 35 days. */
export const OUTBOX_TTL_SECONDS = 35 * 86_400;

/** What is younger is still on its way; an older entry is late, and the reconciler brings it back. */
export const LATE_AFTER_MS = 5 * 60_000;

/**
 * What the reconciler needs to know of an entry without reading it: the version it holds, how often it was brought
 * back, and when it may be again (epoch ms).
 */
const OutboxMetadata = z.object({
  execution_key: z.string().optional(),
  revision: z.number().optional(),
  content_hash: z.string().optional(),
  tries: z.number().default(0),
  next_at: z.number().default(0),
});
export type OutboxMetadata = z.infer<typeof OutboxMetadata>;

const NO_METADATA: OutboxMetadata = { tries: 0, next_at: 0 };

export interface OutboxListing {
  event_id: string;
  metadata: OutboxMetadata;
  /** Epoch seconds; null when the entry does not expire. */
  expiration: number | null;
}

/** Keeps a whole event (or a parked record) under `outbox_<id>`. Writing it again changes nothing but its metadata. */
export async function putOutboxEntry(
  kv: KVNamespace,
  id: string,
  text: string,
  metadata: Partial<OutboxMetadata> = {},
  expiration: number | null = null,
): Promise<void> {
  const expiry = expiration === null ? { expirationTtl: OUTBOX_TTL_SECONDS } : { expiration };
  await kv.put(outboxKey(id), text, { ...expiry, metadata });
}

/** KV takes so many bytes of metadata with a value. */
const MAX_METADATA_BYTES = 1024;

/** The version an event holds, where it fits into the metadata: an execution key may be longer than that. */
async function versionOf({ subject, data }: JobCompletedEvent): Promise<Partial<OutboxMetadata>> {
  const { revision } = data.execution;
  const version = { execution_key: subject, revision, content_hash: await contentHash(data) };
  const whole = { ...version, tries: Number.MAX_SAFE_INTEGER, next_at: Number.MAX_SAFE_INTEGER };
  return utf8Bytes(JSON.stringify(whole)) <= MAX_METADATA_BYTES ? version : {};
}

/** Keeps an event with what the reconciler needs to know of it. `text` is its JSON. */
export async function keepEvent(kv: KVNamespace, event: JobCompletedEvent, text: string): Promise<void> {
  await putOutboxEntry(kv, event.id, text, await versionOf(event));
}

/** What is known of an entry's journey; nothing when it is not there, or KV does not say. */
async function journeyOf(kv: KVNamespace, id: string): Promise<OutboxMetadata> {
  const entry = await orNull('outbox metadata', kv.getWithMetadata(outboxKey(id), 'text'), { id });
  return OutboxMetadata.safeParse(entry?.metadata).data ?? NO_METADATA;
}

/**
 * Puts an event back that was on the queue. It keeps the count of its tries, so that its pauses go on growing;
 * `atOnce` ends the present one.
 */
export async function putEventBack(kv: KVNamespace, event: JobCompletedEvent, atOnce: boolean): Promise<void> {
  const { tries, next_at } = await journeyOf(kv, event.id);
  const metadata = { ...(await versionOf(event)), tries, next_at: atOnce ? 0 : next_at };
  await putOutboxEntry(kv, event.id, JSON.stringify(event), metadata);
}

/** The entry's text; null when it is not visible (KV is eventually consistent: that is not "gone"). */
export const getOutboxEntry = (kv: KVNamespace, id: string): Promise<string | null> => kv.get(outboxKey(id), 'text');

/** Deletes entries one by one; throws what KV throws after trying all of them. */
export async function deleteOutboxEntries(kv: KVNamespace, ids: readonly string[]): Promise<void> {
  const settled = await Promise.allSettled(ids.map((id) => kv.delete(outboxKey(id))));
  const failed = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (failed.length > 0)
    throw new AggregateError(failed, `${failed.length} of ${ids.length} outbox entries not deleted`);
}

/** When an entry was made, epoch ms. An id that is no ULID tells no age: such an entry is old. */
export function bornAt(eventId: string): number {
  try {
    return decodeTime(eventId);
  } catch {
    return 0;
  }
}

/** The entries page by page (1,000 a page), oldest first: an event id starts with its time. */
export async function* listOutbox(kv: KVNamespace, maxPages: number): AsyncGenerator<OutboxListing[]> {
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page++) {
    const listing: KVNamespaceListResult<unknown> = await kv.list({ prefix: OUTBOX_PREFIX, cursor });
    yield listing.keys.map(({ name, metadata, expiration }) => ({
      event_id: name.slice(OUTBOX_PREFIX.length),
      metadata: OutboxMetadata.safeParse(metadata).data ?? NO_METADATA,
      expiration: expiration ?? null,
    }));
    if (listing.list_complete) return;
    cursor = listing.cursor;
  }
}

/** How many entries wait (up to 1,000), and how many of them are from before an instant (epoch ms). */
export async function countOutbox(kv: KVNamespace, before: number): Promise<{ entries: number; overdue: number }> {
  for await (const page of listOutbox(kv, 1)) {
    return { entries: page.length, overdue: page.filter(({ event_id }) => bornAt(event_id) < before).length };
  }
  return { entries: 0, overdue: 0 };
}
