import * as z from 'zod';
import type { Json } from '../../schema/primitives.ts';

/** A column of ours that holds JSON text: what it parses to must have the shape. */
export const jsonOf = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(shape);

/** JSON text that others may have written; what is not JSON (legacy `errors` were plain text at times) stays a string. */
export function lenientJson(text: string | null): Json {
  if (text === null || text === '') return null;
  try {
    // What JSON.parse yields is JSON: to check it once more would take longer than the query did.
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** A column that holds JSON text, or what others put there. */
export const LenientJson = z.string().nullable().transform(lenientJson);
