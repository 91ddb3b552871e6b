import type { DeadLetterReason } from '../../schema/api/dead-letters.ts';
import { type ClaimCheckEvent, type JobCompletedEvent, OUTBOX_PREFIX } from '../../schema/event.ts';
import { sha256Hex } from '../domain/content-hash.ts';
import { isWhole, parseEventText } from '../domain/parse-event.ts';
import type { Issue } from '../domain/storable.ts';
import { orNull } from './or-null.ts';
import { getOutboxEntry } from './outbox.ts';

export type Redeemed =
  | { kind: 'event'; event: JobCompletedEvent }
  | { kind: 'missing' }
  | { kind: 'invalid'; reason: DeadLetterReason; detail: string; errors: Issue[] };

const invalid = (reason: DeadLetterReason, detail: string, errors: Issue[] = []): Redeemed => ({
  kind: 'invalid',
  reason,
  detail,
  errors,
});

/**
 * Fetches the event behind a claim check and verifies its digest. `missing` is not final: KV may fail, and it is
 * eventually consistent and caches "not found" as well. What the message says of its own journey (replays, lineage)
 * wins over the entry.
 */
export async function redeem(kv: KVNamespace, check: ClaimCheckEvent): Promise<Redeemed> {
  const id = check.dataref.slice(OUTBOX_PREFIX.length);
  const text = await orNull('outbox entry', getOutboxEntry(kv, id), { id });
  if (text === null) return { kind: 'missing' };
  if ((await sha256Hex(text)) !== check.datadigest) {
    return invalid('digest_mismatch', `${check.dataref} does not have the digest ${check.datadigest}`);
  }
  const parsed = parseEventText(text);
  if (!parsed.ok) return invalid(parsed.reason, `${check.dataref} holds no valid event`, parsed.issues);
  if (!isWhole(parsed.event) || parsed.event.subject !== check.subject) {
    return invalid('invalid_event', `${check.dataref} holds another event`);
  }
  const { replaycount, deadletterid } = check;
  return { kind: 'event', event: { ...parsed.event, replaycount, deadletterid } };
}
