import * as z from 'zod';
import type { Backfilled } from '../src/storage/backfill-keys.ts';

const Attributes = z.object({ backfillid: z.ulid(), backfillkey: z.string().min(1), subject: z.string() });

/** Which backfill sent a message, from which key, about which execution; null for the messages of others. */
export function backfilledFrom(body: unknown): (Backfilled & { execution_key: string }) | null {
  const { data } = Attributes.safeParse(body);
  return data ? { backfill_id: data.backfillid, key: data.backfillkey, execution_key: data.subject } : null;
}
