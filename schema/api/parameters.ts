import * as z from 'zod';
import { BusinessDate } from '../primitives.ts';

/** Rows a page may hold. */
export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;

/** How many entries a page holds. Query values arrive as strings. */
export const Limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, `must be a whole number from 1 to ${MAX_PAGE}`)
  .transform(Number)
  .pipe(z.number().max(MAX_PAGE, `must be a whole number from 1 to ${MAX_PAGE}`));

/** Where the next page begins; opaque, and of use only with the same filter. It can hold a whole execution key. */
export const Cursor = z
  .string()
  .max(8192)
  .regex(/^[A-Za-z0-9_-]+$/, 'is not a cursor that this API gave out');

/** Inclusive business dates (US Eastern). */
export const dateRange = { from: BusinessDate.optional(), to: BusinessDate.optional() };

/** For `.check`: the range must not end before it begins. */
export function inOrder({
  value,
  issues,
}: z.core.ParsePayload<{ from?: string | undefined; to?: string | undefined }>) {
  if (value.from === undefined || value.to === undefined || value.from <= value.to) return;
  issues.push({ code: 'custom', message: 'is after to', path: ['from'], input: value.from });
}

/** What every successful answer begins with. */
export const success = z.literal(true);

/** When the reply to a request with this `Idempotency-Key` is a repetition, it says so in `Idempotent-Replayed: true`. */
export const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,256}$/, 'must be 1–256 visible ASCII characters');
