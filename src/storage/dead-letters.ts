import { causeOf, type DeadLetter } from '../domain/dead-letter.ts';
import { dropUnnamed, type Placed, placeBodies, selectNamed } from './dead-letter-bodies.ts';
import { appendToHistory } from './dead-letter-history.ts';
import { jsonArrays } from './json-parameters.ts';

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

/** Follows the columns in the JSON row, and stands in the history. */
const MESSAGE = COLUMNS.length;

/** A column of the original: it stays as it came, unless it was deleted when the letter had been resolved. */
const original = (column: string): string =>
  `${column} = CASE WHEN body IS NULL AND body_ref IS NULL THEN excluded.${column} ELSE ${column} END`;

/**
 * A second death of one event returns to its record: open again, unless somebody has discarded it. A death that is
 * known already (a redelivered message, a parked record brought home twice) changes nothing.
 */
const UPSERT = `
WITH incoming AS MATERIALIZED (SELECT value AS row FROM json_each(?1))
INSERT INTO dead_letters (${COLUMNS.join(', ')}, status, history, first_seen_at, last_seen_at)
SELECT ${COLUMNS.map((_, place) => `row->>${place}`).join(', ')}, 'open',
  json_array(json_patch('{}', json_object('at', ?2, 'action', 'dead', 'reason', row->>1, 'detail', row->>2,
    'message', row->>${MESSAGE}))), ?2, ?2
FROM incoming WHERE true
ON CONFLICT (id) DO UPDATE SET
  status = CASE status WHEN 'discarded' THEN status ELSE 'open' END,
  reason = excluded.reason, detail = excluded.detail, errors = excluded.errors, cause = excluded.cause,
  attempts = attempts + excluded.attempts, replay_count = max(replay_count, excluded.replay_count),
  ${['body', 'body_encoding', 'body_bytes', 'body_ref'].map(original).join(', ')},
  last_seen_at = excluded.last_seen_at, replayed_at = NULL, resolved_at = NULL,
  ${appendToHistory("excluded.history->'$[0]'")}
WHERE NOT EXISTS (SELECT 1 FROM json_each(history) WHERE value->>'message' = excluded.history->>'$[0].message')`;

function deadLetterRow({ letter, bytes, ref }: Placed): string {
  const values: Record<(typeof COLUMNS)[number], unknown> = {
    ...letter,
    errors: JSON.stringify(letter.errors),
    cause: causeOf(letter),
    body: ref === null ? letter.body : null,
    body_bytes: bytes,
    body_ref: ref,
  };
  return JSON.stringify([...COLUMNS.map((column) => values[column]), letter.message_id ?? null]);
}

/** Stores dead letters, each once however often it comes. `at` is an instant. Throws what D1 or KV throw. */
export async function recordDeadLetters(
  db: D1Database,
  kv: KVNamespace,
  letters: readonly DeadLetter[],
  at: string,
): Promise<void> {
  if (letters.length === 0) return;
  const placed = await placeBodies(kv, letters);
  const upserts = jsonArrays(placed.map(deadLetterRow)).map((rows) => db.prepare(UPSERT).bind(rows, at));
  const named = (await db.batch([...upserts, selectNamed(db, placed)])).at(-1);
  if (named) await dropUnnamed(kv, placed, named);
}

const RESOLVE = `
UPDATE dead_letters SET status = 'resolved', resolved_at = ?2, replayed_at = NULL,
  ${appendToHistory("json_object('at', ?2, 'action', 'resolved')")}
WHERE id IN (SELECT value FROM json_each(?1)) AND status IN ('open', 'replayed')`;

/** Marks as resolved what has been stored after all; `ids` is a JSON array. */
export const resolveDeadLetters = (db: D1Database, ids: string, at: string): D1PreparedStatement =>
  db.prepare(RESOLVE).bind(ids, at);
