import * as z from 'zod';
import { canonicalJson, sha256Hex } from '../domain/content-hash.ts';
import { badParameter } from './input.ts';

/** What a cursor belongs to: a route and the filter of its query. */
export interface Selection {
  route: string;
  filter: object;
}

const bindingOf = async ({ route, filter }: Selection): Promise<string> =>
  (await sha256Hex(canonicalJson([route, filter]))).slice(0, 16);

/** A position as an opaque cursor, bound to its selection. */
export async function encodeCursor(selection: Selection, position: unknown): Promise<string> {
  const text = JSON.stringify([await bindingOf(selection), position]);
  return new TextEncoder().encode(text).toBase64({ alphabet: 'base64url', omitPadding: true });
}

function parsedCursor(cursor: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(cursor, { alphabet: 'base64url' })));
  } catch {
    return null;
  }
}

/** The position in a cursor, null without one. A cursor of another selection, or none of ours, is a 400. */
export async function decodeCursor<Position>(
  selection: Selection,
  schema: z.ZodType<Position>,
  cursor: string | undefined,
): Promise<Position | null> {
  if (cursor === undefined) return null;
  const parsed = z.tuple([z.string(), schema]).safeParse(parsedCursor(cursor));
  if (!parsed.success) throw badParameter('cursor', 'is not a cursor that this API gave out');
  const [binding, position] = parsed.data;
  if (binding !== (await bindingOf(selection))) throw badParameter('cursor', 'belongs to another route or filter');
  return position;
}

/** A page of `limit`, of which one more was asked for: that tells whether there is a next one, which `last` begins. */
export function pageOf<T>(found: readonly T[], limit: number): { page: T[]; last: T | null } {
  const page = found.slice(0, limit);
  return { page, last: found.length > limit ? (page.at(-1) ?? null) : null };
}

/** RFC 8288: the address of the next page. */
export function nextLink(requestUrl: string, cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const url = new URL(requestUrl);
  url.searchParams.set('cursor', cursor);
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}
