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

const KEPT = `
SELECT id FROM dead_letters
WHERE id IN (SELECT value FROM json_each(?1)) AND (body IS NOT NULL OR body_ref IS NOT NULL)`;

const IdRow = z.object({ id: z.string() });

/** Those whose original is kept already: a later death must not overwrite it. */
async function keptOriginals(db: D1Database, letters: readonly DeadLetter[]): Promise<Set<string>> {
  if (letters.length === 0) return new Set();
  const ids = JSON.stringify(letters.map(({ id }) => id));
  const { results } = await db.prepare(KEPT).bind(ids).all();
  return new Set(results.map((row) => IdRow.parse(row).id));
}

/** Puts bodies that are too large for D1 into KV. Throws what D1 or KV throw. */
export async function placeBodies(db: D1Database, kv: KVNamespace, letters: readonly DeadLetter[]): Promise<Placed[]> {
  const measured = letters.map((letter) => ({ letter, bytes: utf8Bytes(letter.body) }));
  const large = measured.filter(({ bytes }) => bytes > MAX_BODY_BYTES_IN_D1);
  const kept = await keptOriginals(
    db,
    large.map(({ letter }) => letter),
  );
  await Promise.all(
    large
      .filter(({ letter }) => !kept.has(letter.id))
      .map(({ letter }) => kv.put(deadLetterBodyKey(letter.id), letter.body)),
  );
  return measured.map(({ letter, bytes }) => ({
    letter,
    bytes,
    ref: bytes > MAX_BODY_BYTES_IN_D1 ? deadLetterBodyKey(letter.id) : null,
  }));
}

/** Where an edited body stands; a large one is put into KV. */
export async function placeEdit(kv: KVNamespace, id: string, text: string) {
  if (utf8Bytes(text) <= MAX_EDIT_BYTES_IN_D1) return { edited_body: text, edited_ref: null };
  const edited_ref = deadLetterEditKey(id, await sha256Hex(text));
  await kv.put(edited_ref, text);
  return { edited_body: null, edited_ref };
}

/** Deletes an edited body from KV, where it stands there; what KV refuses is left lying: it is no part of any record. */
export async function dropEdit(kv: KVNamespace, ref: string | null): Promise<void> {
  if (ref === null) return;
  const dropped = await attempt(kv.delete(ref));
  if (!dropped.ok) console.warn(JSON.stringify({ message: 'edit left in KV', ref, error: String(dropped.error) }));
}

/** A body that stands in the row or in KV; null when it stands nowhere any more. */
export const readBody = async (kv: KVNamespace, text: string | null, ref: string | null): Promise<string | null> =>
  text ?? (ref === null ? null : await kv.get(ref, 'text'));
