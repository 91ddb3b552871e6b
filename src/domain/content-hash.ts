import type { JobCompletedData } from '../../schema/event.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A copy whose objects hold their members in one order, whatever order they came in. */
function inOrder(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const ordered: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) ordered[name] = inOrder(value[name]);
  return ordered;
}

/**
 * JSON with the members of every object in one order, so that equal content has equal bytes. Values must come from
 * JSON that can be stored (no member named __proto__). Ordering a copy for the engine's own writer takes a quarter of
 * the time of writing the text here.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value));

/** SHA-256 of the UTF-8 bytes, lower-case hex. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}

/** Identifies what an event says of its execution, whoever sent it and however often. */
export const contentHash = (data: JobCompletedData): Promise<string> => sha256Hex(canonicalJson(data));
