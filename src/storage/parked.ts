import * as z from 'zod';
import { BodyEncoding, DeadLetterError, DeadLetterReason } from '../../schema/api/dead-letters.ts';
import type { DeadLetter } from '../domain/dead-letter.ts';
import type { AuditEntry } from './audit-log.ts';

const Letter: z.ZodType<DeadLetter> = z.object({
  id: z.string(),
  message_id: z.string().optional(),
  reason: DeadLetterReason,
  detail: z.string(),
  errors: z.array(DeadLetterError),
  event_type: z.string().nullable(),
  event_id: z.string().nullable(),
  execution_key: z.string().nullable(),
  job_type: z.string().nullable(),
  attempts: z.int(),
  replay_count: z.int(),
  body: z.string(),
  body_encoding: BodyEncoding,
});

const Entry: z.ZodType<AuditEntry> = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  detail: z.unknown(),
});

const Parked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dead-letter'), letter: Letter }),
  z.object({ kind: z.literal('audit'), entry: Entry }),
]);
/** A record that D1 refused, waiting in the outbox until the reconciler brings it home. */
export type Parked = z.infer<typeof Parked>;

const Wrapped = z.object({ parked: Parked });

export const parkedText = (parked: Parked): string => JSON.stringify({ parked });

/** Reads an outbox entry as a parked record; null when it is something else (an event). */
export function parkedFrom(value: unknown): Parked | null {
  return Wrapped.safeParse(value).data?.parked ?? null;
}
