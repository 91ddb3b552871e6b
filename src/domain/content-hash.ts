import type { JobCompletedData } from '../../schema/event.ts';

type Value = unknown;

/** JSON with object keys in code-unit order, so that equal content has equal bytes. Values must come from JSON. */
export function canonicalJson(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}

/** SHA-256 of the UTF-8 bytes, lower-case hex. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}

/** Identifies what an event says of its execution, whoever sent it and however often. */
export const contentHash = (data: JobCompletedData): Promise<string> => sha256Hex(canonicalJson(data));
