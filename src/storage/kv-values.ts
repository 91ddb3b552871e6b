import { readAtMost } from '../domain/read-at-most.ts';
import { MAX_BYTES_OF_A_UNIT, utf8Bytes } from './json-parameters.ts';

/** Keys that KV gives in one read. */
export const KEYS_A_READ = 100;

/** What KV says when their values are too much for one answer. */
const TOO_MUCH = /\b413\b|size of request exceeds|too large/i;

/** A larger value is not read: an isolate has 128 MB for its text, what it parses to, and all the rest. */
export const MAX_VALUE_BYTES = 10_000_000;

/** The text of a value; null where there is none. */
export type KvValue = string | null | { tooLarge: true };

export interface KeyPage {
  keys: string[];
  /** Null on the last page. */
  cursor: string | null;
}

/** One page of a namespace's keys, in the order of their UTF-8 bytes. An empty page need not be the last. */
export async function listKvKeys(
  kv: KVNamespace,
  { prefix, cursor, limit }: { prefix: string; cursor: string | null; limit: number },
): Promise<KeyPage> {
  const listing = await kv.list({ prefix, cursor, limit });
  return {
    keys: listing.keys.map(({ name }) => name),
    cursor: listing.list_complete ? null : listing.cursor,
  };
}

async function readBounded(kv: KVNamespace, key: string): Promise<KvValue> {
  const stream = await kv.get(key, 'stream');
  if (stream === null) return null;
  const bytes = await readAtMost(stream, MAX_VALUE_BYTES);
  return bytes === null ? { tooLarge: true } : new TextDecoder().decode(bytes);
}

const isTooLarge = (text: string): boolean =>
  text.length * MAX_BYTES_OF_A_UNIT > MAX_VALUE_BYTES && utf8Bytes(text) > MAX_VALUE_BYTES;

const bounded = (text: string | null): KvValue => (text !== null && isTooLarge(text) ? { tooLarge: true } : text);

/** How many bytes were read of a value; of one too large only so many as may be. */
export const bytesOf = (value: KvValue): number =>
  typeof value === 'string' ? utf8Bytes(value) : value === null ? 0 : MAX_VALUE_BYTES;

/** Reads keys at once; null when KV says that their values are too much for one answer. */
async function readTogether(kv: KVNamespace, keys: string[]): Promise<Map<string, string | null> | null> {
  try {
    return await kv.get(keys, 'text');
  } catch (error) {
    if (TOO_MUCH.test(String(error))) return null;
    throw error;
  }
}

/** The values of some keys, in their order, in groups that fit into one answer of KV: large values come alone. */
export async function* readKvValues(
  kv: KVNamespace,
  keys: readonly string[],
): AsyncGenerator<(readonly [key: string, value: KvValue])[]> {
  const [first] = keys;
  if (first === undefined) return;
  if (keys.length === 1) {
    yield [[first, await readBounded(kv, first)]];
    return;
  }
  const together = keys.slice(0, KEYS_A_READ);
  const values = await readTogether(kv, together);
  if (values) {
    yield together.map((key) => [key, bounded(values.get(key) ?? null)] as const);
    yield* readKvValues(kv, keys.slice(KEYS_A_READ));
    return;
  }
  const middle = Math.ceil(together.length / 2);
  yield* readKvValues(kv, together.slice(0, middle));
  yield* readKvValues(kv, keys.slice(middle));
}
