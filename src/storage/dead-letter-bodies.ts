import * as z from 'zod';
import { attempt } from '../domain/attempt.ts';
import { sha256Hex } from '../domain/content-hash.ts';
import type { DeadLetter } from '../domain/dead-letter.ts';
import { utf8Bytes } from './json-parameters.ts';
import { deadLetterBodyKey, deadLetterEditKey } from './kv-keys.ts';

/** Up to here (UTF-8 bytes) a dead letter's body stands in D1, above in KV until it is resolved. */
export const MAX_BODY_BYTES_IN_D1 = 1_000_000;

/** Edited ones share the row (2,000,000 bytes) with the original and its history. */
const MAX_EDIT_BYTES_IN_D1 = 500_000;

/** A dead letter whose body has its place: in the row, or in KV under `ref`. */
export interface Placed {
  letter: DeadLetter;
  bytes: number;
  ref: string | null;
}

/**
 * Puts bodies that are too large for D1 into KV, each under a key of its own death: whichever of them the record comes
 * to name, nobody who deletes another takes it away. Throws what KV throws.
 */
export async function placeBodies(kv: KVNamespace, letters: readonly DeadLetter[]): Promise<Placed[]> {
  return Promise.all(
    letters.map(async (letter) => {
      const bytes = utf8Bytes(letter.body);
      const ref = bytes > MAX_BODY_BYTES_IN_D1 ? deadLetterBodyKey(letter.id, letter.message_id) : null;
      if (ref !== null) await kv.put(ref, letter.body);
      return { letter, bytes, ref };
    }),
  );
}

const NAMED = 'SELECT body_ref FROM dead_letters WHERE id IN (SELECT value FROM json_each(?1))';
const NamedRow = z.object({ body_ref: z.string().nullable() });

/** Selects the bodies in KV that the records of these letters name. */
export const selectNamed = (db: D1Database, placed: readonly Placed[]): D1PreparedStatement =>
  db.prepare(NAMED).bind(JSON.stringify(placed.flatMap(({ letter, ref }) => (ref === null ? [] : [letter.id]))));

/** Deletes what was put for records that had their original already; `named` is what `selectNamed` answered. */
export async function dropUnnamed(kv: KVNamespace, placed: readonly Placed[], named: D1Result): Promise<void> {
  const kept = new Set(named.results.map((row) => NamedRow.parse(row).body_ref));
  await Promise.all(placed.flatMap(({ ref }) => (kept.has(ref) ? [] : [dropCopy(kv, ref)])));
}

/** Where an edited body stands; a large one is put into KV. */
export async function placeEdit(kv: KVNamespace, id: string, text: string) {
  if (utf8Bytes(text) <= MAX_EDIT_BYTES_IN_D1) return { edited_body: text, edited_ref: null };
  const edited_ref = deadLetterEditKey(id, await sha256Hex(text));
  await kv.put(edited_ref, text);
  return { edited_body: null, edited_ref };
}

/** Deletes a body from KV, where it stands there; what KV refuses is left lying: it is no part of any record. */
export async function dropCopy(kv: KVNamespace, ref: string | null): Promise<void> {
  if (ref === null) return;
  const dropped = await attempt(kv.delete(ref));
  if (!dropped.ok) console.warn(JSON.stringify({ message: 'body left in KV', ref, error: String(dropped.error) }));
}

/** A body that stands in the row or in KV; null when it stands nowhere any more. */
export const readBody = async (kv: KVNamespace, text: string | null, ref: string | null): Promise<string | null> =>
  text ?? (ref === null ? null : await kv.get(ref, 'text'));
