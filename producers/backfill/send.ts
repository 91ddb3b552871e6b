import { type ClaimCheckEvent, type JobCompletedEvent, MAX_INLINE_BYTES } from '../../schema/event.ts';
import { utf8Bytes } from '../../src/storage/json-parameters.ts';
import { keepEvent } from '../../src/storage/outbox.ts';
import { claimCheck } from '../publish.ts';

/** What the queue takes in one sendBatch: 100 messages of 256 KB together, less what it adds itself and a margin. */
const MAX_MESSAGES = 100;
const MAX_BATCH_BYTES = 240_000;
const OVERHEAD_BYTES = 200;

/** Events of one batch are some 100; entries in KV are written so many at once. */
const PUTS_AT_ONCE = 6;

interface Message {
  body: JobCompletedEvent | ClaimCheckEvent;
  bytes: number;
}

/** The message for an event; one that is too large to travel leaves its data in the outbox. */
async function messageOf(kv: KVNamespace, event: JobCompletedEvent): Promise<Message> {
  const text = JSON.stringify(event);
  const bytes = utf8Bytes(text);
  if (bytes <= MAX_INLINE_BYTES) return { body: event, bytes };
  const check = await claimCheck(event, text);
  await keepEvent(kv, event, text);
  return { body: check, bytes: utf8Bytes(JSON.stringify(check)) };
}

async function* messagesOf(kv: KVNamespace, events: readonly JobCompletedEvent[]): AsyncGenerator<Message> {
  for (let start = 0; start < events.length; start += PUTS_AT_ONCE) {
    yield* await Promise.all(events.slice(start, start + PUTS_AT_ONCE).map((event) => messageOf(kv, event)));
  }
}

/**
 * Puts events on the queue, in as few calls as its limits allow. Throws what KV or the queue throw; what was sent
 * before that stays sent.
 */
export async function sendEvents(
  { kv, queue }: { kv: KVNamespace; queue: Queue },
  events: readonly JobCompletedEvent[],
): Promise<void> {
  let batch: Message[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length > 0) await queue.sendBatch(batch.map(({ body }) => ({ body })));
    batch = [];
    bytes = 0;
  };
  for await (const message of messagesOf(kv, events)) {
    const size = message.bytes + OVERHEAD_BYTES;
    if (batch.length === MAX_MESSAGES || bytes + size > MAX_BATCH_BYTES) await flush();
    batch.push(message);
    bytes += size;
  }
  await flush();
}
