import type { DeadLetter } from '../domain/dead-letter.ts';
import { causeOf } from '../domain/dead-letter.ts';
import { jsonArrays, utf8Bytes } from './json-parameters.ts';
import { deadLetterBodyKey } from './kv-keys.ts';

/** Up to here (UTF-8 bytes) a dead letter's body stands in D1, above in KV until it is resolved. */
export const MAX_BODY_BYTES_IN_D1 = 1_000_000;

/** Column, in the order of the JSON row that `deadLetterRow` writes. */
const COLUMNS = [
  'id',
  'reason',
  'detail',
  'errors',
  'cause',
  'event_type',
  'event_id',
  'execution_key',
  'job_type',
  'attempts',
  'replay_count',
  'body',
  'body_encoding',
  'body_bytes',
  'body_ref',
] as const;

/** A second death of one event returns to its record: open again, unless somebody has discarded it. */
const UPSERT = `
WITH incoming AS MATERIALIZED (SELECT value AS row FROM json_each(?1))
INSERT INTO dead_letters (${COLUMNS.join(', ')}, status, history, first_seen_at, last_seen_at)
SELECT ${COLUMNS.map((_, place) => `row->>${place}`).join(', ')}, 'open',
  json_array(json_object('at', ?2, 'action', 'dead', 'reason', row->>1, 'detail', row->>2)), ?2, ?2
FROM incoming WHERE true
ON CONFLICT (id) DO UPDATE SET
  status = CASE status WHEN 'discarded' THEN status ELSE 'open' END,
  reason = excluded.reason, detail = excluded.detail, errors = excluded.errors, cause = excluded.cause,
  attempts = attempts + excluded.attempts, replay_count = max(replay_count, excluded.replay_count),
  last_seen_at = excluded.last_seen_at, resolved_at = NULL,
  history = CASE WHEN json_array_length(history) < 100
    THEN json_insert(history, '$[#]', excluded.history->0) ELSE history END`;

interface Placed {
  letter: DeadLetter;
  bytes: number;
  ref: string | null;
}

function deadLetterRow({ letter, bytes, ref }: Placed): string {
  const values: Record<(typeof COLUMNS)[number], unknown> = {
    ...letter,
    errors: JSON.stringify(letter.errors.slice(0, 100)),
    cause: causeOf(letter),
    body: ref === null ? letter.body : null,
    body_bytes: bytes,
    body_ref: ref,
  };
  return JSON.stringify(COLUMNS.map((column) => values[column]));
}

/** Puts a body that is too large for D1 into KV. */
async function placeBody(kv: KVNamespace, letter: DeadLetter): Promise<Placed> {
  const bytes = utf8Bytes(letter.body);
  if (bytes <= MAX_BODY_BYTES_IN_D1) return { letter, bytes, ref: null };
  const ref = deadLetterBodyKey(letter.id);
  await kv.put(ref, letter.body);
  return { letter, bytes, ref };
}

/** Stores dead letters, each once however often it comes. `at` is an instant. Throws what D1 or KV throw. */
export async function recordDeadLetters(
  db: D1Database,
  kv: KVNamespace,
  letters: readonly DeadLetter[],
  at: string,
): Promise<void> {
  if (letters.length === 0) return;
  const placed = await Promise.all(letters.map((letter) => placeBody(kv, letter)));
  await db.batch(jsonArrays(placed.map(deadLetterRow)).map((rows) => db.prepare(UPSERT).bind(rows, at)));
}

const RESOLVE = `
UPDATE dead_letters SET status = 'resolved', resolved_at = ?2,
  history = json_insert(history, '$[#]', json_object('at', ?2, 'action', 'resolved'))
WHERE id IN (SELECT value FROM json_each(?1)) AND status IN ('open', 'replayed')`;

/** Marks as resolved what has been stored after all; `ids` is a JSON array. */
export const resolveDeadLetters = (db: D1Database, ids: string, at: string): D1PreparedStatement =>
  db.prepare(RESOLVE).bind(ids, at);
