import * as z from 'zod';
import { canonicalJson, sha256Hex } from '../domain/content-hash.ts';
import { Problem } from './problem.ts';

/** The query parameter `limit` of every list. */
export const Limit = z
  .string()
  .regex(/^\d{1,3}$/, 'must be 1–200')
  .transform(Number)
  .pipe(z.number().min(1, 'must be 1–200').max(200, 'must be 1–200'))
  .default(50);

/** The query parameter `cursor`: opaque to callers. */
export const Cursor = z.string().max(2048);

/** Names a selection, so that a cursor of one is not taken for a cursor of another. */
const selectionName = async (selection: unknown): Promise<string> =>
  (await sha256Hex(canonicalJson(selection))).slice(0, 16);

/** A cursor that stands behind `place`, the sort values of a page's last row, in one selection (its filter, as JSON). */
export async function cursorAfter(selection: unknown, place: readonly (string | number)[]): Promise<string> {
  const text = JSON.stringify([await selectionName(selection), place]);
  return new TextEncoder().encode(text).toBase64({ alphabet: 'base64url', omitPadding: true });
}

const badCursor = (detail: string): Problem =>
  new Problem(400, 'bad-request', 'Bad request', `cursor ${detail}`, [{ parameter: 'cursor', pointer: '', detail }]);

function decode(cursor: string): unknown {
  try {
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: 'base64url' });
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** The place a cursor stands behind. Throws a 400 for what is no cursor, or one of another selection. */
export async function placeOf<T>(cursor: string, selection: unknown, place: z.ZodType<T>): Promise<T> {
  const parsed = z.tuple([z.string(), z.unknown()]).safeParse(decode(cursor));
  if (!parsed.success) throw badCursor('is not one that this list gave out');
  if (parsed.data[0] !== (await selectionName(selection))) throw badCursor('belongs to another selection');
  const found = place.safeParse(parsed.data[1]);
  if (!found.success) throw badCursor('is not one that this list gave out');
  return found.data;
}

/** `Link: <…>; rel="next"`, the same request with the next cursor; no header on the last page. */
export function nextLink(request: { url: string }, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const url = new URL(request.url);
  url.searchParams.set('cursor', cursor);
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}
