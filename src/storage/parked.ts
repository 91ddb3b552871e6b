import * as z from 'zod';
import type { DeadLetter } from '../domain/dead-letter.ts';
import type { AuditEntry } from './audit-log.ts';

/** A record that D1 refused, waiting in the outbox until the reconciler brings it home. */
export type Parked = { kind: 'dead-letter'; letter: DeadLetter } | { kind: 'audit'; entry: AuditEntry };

const ParkedShape = z.object({
  parked: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('dead-letter'), letter: z.custom<DeadLetter>((value) => typeof value === 'object') }),
    z.object({ kind: z.literal('audit'), entry: z.custom<AuditEntry>((value) => typeof value === 'object') }),
  ]),
});

export const parkedText = (parked: Parked): string => JSON.stringify({ parked });

/** Reads an outbox entry as a parked record; null when it is something else (an event). */
export function parkedFrom(value: unknown): Parked | null {
  return ParkedShape.safeParse(value).data?.parked ?? null;
}
