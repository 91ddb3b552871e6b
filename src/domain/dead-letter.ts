import type { BodyEncoding, DeadLetterReason } from '../../schema/api/dead-letters.ts';
import type { Issue } from './storable.ts';
import { clip } from './text.ts';

/** A message that gave up, before it is stored. `id` is the event's, else the queue message's. */
export interface DeadLetter {
  id: string;
  /** The queue message that died: however often its death is reported, it is one. */
  message_id?: string;
  reason: DeadLetterReason;
  detail: string;
  errors: Issue[];
  event_type: string | null;
  event_id: string | null;
  execution_key: string | null;
  job_type: string | null;
  attempts: number;
  replay_count: number;
  body: string;
  body_encoding: BodyEncoding;
}

/** A record shares its row (2,000,000 bytes) with the body and a hundred deaths; hostile names are as long as a message. */
const MAX_TEXT = 500;
const MAX_POINTER = 250;
const MAX_ERRORS = 100;

const brief = (text: string, most: number): string => clip(text.toWellFormed(), most);

/** What is said of a death, cut to what a record has room for. */
export const briefly = <T extends { detail: string; errors?: Issue[] }>(death: T): T => ({
  ...death,
  detail: brief(death.detail, MAX_TEXT),
  errors: (death.errors ?? [])
    .slice(0, MAX_ERRORS)
    .map(({ pointer, detail }) => ({ pointer: brief(pointer, MAX_POINTER), detail: brief(detail, MAX_POINTER) })),
});

const bytesOf = (body: unknown): Uint8Array | null =>
  body instanceof ArrayBuffer
    ? new Uint8Array(body)
    : ArrayBuffer.isView(body)
      ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
      : null;

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Tags what JSON cannot carry (v8-encoded messages hold anything); undefined for a value that JSON carries. */
function tag(value: unknown): unknown {
  if (typeof value === 'bigint') return `bigint:${value}`;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `number:${value}`;
  if (value === undefined) return 'undefined';
  if (value instanceof Date) return `date:${value.getTime()}`;
  if (value instanceof Map) return { Map: [...(value as Map<unknown, unknown>)] };
  if (value instanceof Set) return { Set: [...(value as Set<unknown>)] };
  if (value instanceof RegExp || value instanceof Error) return String(value);
  const bytes = bytesOf(value);
  return bytes ? { base64: base64(bytes) } : undefined;
}

/** The body as text that D1 keeps exactly: JSON escapes what UTF-8 cannot carry. */
export function bodyText(body: unknown): { body: string; body_encoding: BodyEncoding } {
  const bytes = bytesOf(body);
  if (bytes) return { body: base64(bytes), body_encoding: 'base64' };
  if (body === undefined) return { body: '"undefined"', body_encoding: 'description' };
  const seen = new Set<unknown>();
  const tags: string[] = [];
  function replace(this: unknown, key: string, value: unknown): unknown {
    const held: unknown = Object.getOwnPropertyDescriptor(this, key)?.value;
    // A member that is undefined is absent to every reader of ours; an element of a list is not.
    if (held === undefined && !Array.isArray(this)) return undefined;
    const tagged =
      tag(held) ?? (typeof held === 'object' && held !== null && seen.has(held) ? 'seen above' : undefined);
    if (tagged !== undefined) tags.push(key);
    else seen.add(held);
    return tagged ?? value;
  }
  try {
    const text = JSON.stringify(body, replace);
    return { body: text, body_encoding: tags.length > 0 ? 'description' : 'json' };
  } catch (error) {
    if (error instanceof RangeError) return { body: 'nested too deeply to be rendered', body_encoding: 'description' };
    throw error;
  }
}

/** Ids and numbers, but for the one in the database's name. */
const PARTICULARS = /[0-9A-HJKMNP-TV-Z]{26}|(?<!\bD)\d+/g;

/** What groups dead letters of one cause: the reason, and where or what without the particulars. */
export function causeOf({ reason, detail, errors }: Pick<DeadLetter, 'reason' | 'detail' | 'errors'>): string {
  const where = errors.map(({ pointer, detail: what }) => `${pointer.replace(/\/\d+/g, '/*')} ${what}`);
  const text = where.length > 0 ? where.slice(0, 3).join('; ') : detail;
  return `${reason}: ${text.replace(PARTICULARS, '#')}`.slice(0, 200);
}
