import { OUTBOX_PREFIX } from '../../schema/event.ts';
import { ANALYSIS_PREFIX } from '../../schema/primitives.ts';

/** Every KV key there is. */
export const analysisKey = (date: string): string => `${ANALYSIS_PREFIX}${date}`;
export const outboxKey = (eventId: string): string => `${OUTBOX_PREFIX}${eventId}`;
/** By the message that died as well: each death has a copy of its own. */
export const deadLetterBodyKey = (id: string, messageId = ''): string => `deadletter_${id}_${messageId}`;
/** By the digest of its text as well: of two edits at once neither may replace the other. */
export const deadLetterEditKey = (id: string, digest: string): string => `deadletter_${id}_edited_${digest}`;
/** When a job was first handed in with an Idempotency-Key; by the digest of key and body. */
export const receiptKey = (digest: string): string => `ingest_${digest}`;
/** A key each: KV knows no compare-and-set, and of two changes at once neither may undo the other. */
export const flagKey = (flag: string): string => `flags_${flag}`;
