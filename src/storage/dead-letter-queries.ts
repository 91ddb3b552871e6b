import * as z from 'zod';
import {
  type DeadLetter,
  DeadLetterError,
  DeadLetterEvent,
  DeadLetterGroup,
  DeadLetterSummary,
} from '../../schema/api/dead-letters.ts';
import { readBody } from './dead-letter-bodies.ts';
import { type DeadLetterPlace, type DeadLetterSelection, where } from './dead-letter-selection.ts';
import { jsonOf } from './json-columns.ts';

const EDITED = '(edited_body IS NOT NULL OR edited_ref IS NOT NULL) AS edited';
const SUMMARY_COLUMNS = Object.keys(DeadLetterSummary.shape)
  .map((column) => (column === 'edited' ? EDITED : column))
  .join(', ');

const Flag = z.int().transform((value) => value === 1);
const SummaryRow = DeadLetterSummary.extend({ edited: Flag });

/** Dead letters, the latest death first. */
export async function listDeadLetters(
  db: D1Database,
  selection: DeadLetterSelection,
  limit: number,
  after: DeadLetterPlace | null,
): Promise<DeadLetterSummary[]> {
  const { sql, values, next } = where(selection, after);
  const { results } = await db
    .prepare(`SELECT ${SUMMARY_COLUMNS} FROM dead_letters ${sql} ORDER BY last_seen_at DESC, id DESC LIMIT ?${next}`)
    .bind(...values, limit)
    .all();
  return results.map((row) => SummaryRow.parse(row));
}

const CountRow = z.object({ n: z.int() });

/** How many there are. */
export async function countDeadLetters(
  db: D1Database,
  selection: DeadLetterSelection,
  after: DeadLetterPlace | null,
): Promise<number> {
  const { sql, values } = where(selection, after);
  const row = await db
    .prepare(`SELECT count(*) AS n FROM dead_letters ${sql}`)
    .bind(...values)
    .first();
  return CountRow.parse(row).n;
}

/** Dead letters by cause, the largest groups first. */
export async function groupDeadLetters(
  db: D1Database,
  selection: DeadLetterSelection,
  limit: number,
): Promise<DeadLetterGroup[]> {
  const { sql, values, next } = where(selection, null);
  const { results } = await db
    .prepare(
      `SELECT cause, min(reason) AS reason, count(*) AS count, min(first_seen_at) AS oldest_at,
         max(last_seen_at) AS newest_at, max(id) AS sample_id
       FROM dead_letters ${sql} GROUP BY cause ORDER BY count(*) DESC, cause LIMIT ?${next}`,
    )
    .bind(...values, limit)
    .all();
  return results.map((row) => DeadLetterGroup.parse(row));
}

const BY_IDS = `
SELECT ${SUMMARY_COLUMNS}, errors, body, body_ref, edited_body, edited_ref, history
FROM dead_letters WHERE id IN (SELECT value FROM json_each(?1))`;

const WholeRow = SummaryRow.extend({
  errors: jsonOf(z.array(DeadLetterError)),
  body: z.string().nullable(),
  body_ref: z.string().nullable(),
  edited_body: z.string().nullable(),
  edited_ref: z.string().nullable(),
  history: jsonOf(z.array(DeadLetterEvent)),
});

/** Dead letters whole, with bodies that stand in KV, in the order of `ids`; those that do not exist are left out. */
export async function findDeadLetters(db: D1Database, kv: KVNamespace, ids: readonly string[]): Promise<DeadLetter[]> {
  const { results } = await db.prepare(BY_IDS).bind(JSON.stringify(ids)).all();
  const rows = new Map(results.map((row) => WholeRow.parse(row)).map((row) => [row.id, row]));
  return Promise.all(
    ids
      .flatMap((id) => rows.get(id) ?? [])
      .map(async ({ body_ref, edited_ref, ...row }) => ({
        ...row,
        body: await readBody(kv, row.body, body_ref),
        edited_body: await readBody(kv, row.edited_body, edited_ref),
      })),
  );
}

/** One dead letter whole; null if there is none. */
export async function findDeadLetter(db: D1Database, kv: KVNamespace, id: string): Promise<DeadLetter | null> {
  const [found] = await findDeadLetters(db, kv, [id]);
  return found ?? null;
}

const OPEN = "SELECT count(*) AS n, min(last_seen_at) AS oldest FROM dead_letters WHERE status = 'open'";

const OpenRow = CountRow.extend({ oldest: z.string().nullable() });

/** How many are open, and when the one that waits the longest died. */
export async function openDeadLetters(db: D1Database): Promise<{ n: number; oldest: string | null }> {
  return OpenRow.parse(await db.prepare(OPEN).first());
}
