import type { IRequest } from 'itty-router';
import { sha256Hex } from '../domain/content-hash.ts';
import type { Timing } from './timing.ts';

/** A client may keep an answer but must ask whether it still holds; it depends on who asks and in which form. */
const READ_HEADERS = {
  'cache-control': 'private, no-cache',
  vary: 'Accept, Authorization, X-API-Key, Cookie',
  'x-content-type-options': 'nosniff',
};

/** Weak, because the same content may come in another encoding. */
const etagOf = async (text: string): Promise<string> => `W/"${(await sha256Hex(text)).slice(0, 32)}"`;

/** RFC 9110, 8.8.3.2: compared weakly, so who keeps `"x"` of a `W/"x"` has the same. */
const matches = (request: IRequest, etag: string): boolean => {
  const known = request.headers.get('if-none-match');
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  return known !== null && (known.trim() === '*' || known.split(',').some((tag) => opaque(tag) === opaque(etag)));
};

/**
 * Answers with text that the client may already have: 304 if it says so. `same` is what must be equal for that, where
 * the text itself also tells when it was made.
 */
export async function answerText(
  request: IRequest,
  timing: Timing,
  text: string,
  headers: Record<string, string>,
  same = text,
): Promise<Response> {
  const etag = await etagOf(same);
  const all = { ...READ_HEADERS, ...headers, etag, 'server-timing': timing.header() };
  return matches(request, etag)
    ? new Response(null, { status: 304, headers: all })
    : new Response(text, { headers: all });
}

/** Answers with JSON. */
export const answerJson = (
  request: IRequest,
  timing: Timing,
  body: { success: true },
  headers: Record<string, string> = {},
  same?: string,
): Promise<Response> =>
  answerText(request, timing, JSON.stringify(body), { 'content-type': 'application/json', ...headers }, same);

/** Answers with text whose length nobody knows yet. */
export const answerStream = (timing: Timing, body: ReadableStream, headers: Record<string, string>): Response =>
  new Response(body, { headers: { ...READ_HEADERS, ...headers, 'server-timing': timing.header() } });
