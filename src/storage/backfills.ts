import * as z from 'zod';
import { Backfill, Certificate } from '../../schema/api/backfills.ts';
import { jsonOf } from './json-columns.ts';

const COLUMNS =
  'id, prefix, from_date, to_date, dry_run, status, pages, keys, cursor, last_key, note, certificate, created_at, updated_at, listed_at, finished_at';

/** A backfill with where its next page begins: a cursor of KV's, null at the beginning. */
export interface BackfillState {
  backfill: Backfill;
  cursor: string | null;
}

const Row = Backfill.omit({ from: true, to: true })
  .extend({
    from_date: z.string().nullable(),
    to_date: z.string().nullable(),
    dry_run: z.int().transform(Boolean),
    certificate: jsonOf(Certificate).nullable(),
    cursor: z.string().nullable(),
  })
  .transform(
    ({ from_date, to_date, cursor, ...row }): BackfillState => ({
      backfill: { ...row, from: from_date, to: to_date },
      cursor,
    }),
  );

const parseRow = (row: unknown): BackfillState => Row.parse(row);

export type NewBackfill = Pick<Backfill, 'id' | 'prefix' | 'from' | 'to' | 'dry_run' | 'created_at'>;

const INSERT = `
INSERT INTO backfills (id, prefix, from_date, to_date, dry_run, status, created_at, updated_at)
VALUES (?1, ?2, ?3, ?4, ?5, 'running', ?6, ?6)`;

export const insertBackfill = (db: D1Database, made: NewBackfill): D1PreparedStatement =>
  db.prepare(INSERT).bind(made.id, made.prefix, made.from, made.to, made.dry_run ? 1 : 0, made.created_at);

export async function findBackfill(db: D1Database, id: string): Promise<BackfillState | null> {
  const row = await db.prepare(`SELECT ${COLUMNS} FROM backfills WHERE id = ?1`).bind(id).first();
  return row === null ? null : parseRow(row);
}

/** Newest first, older than the backfill `before` if given. */
export async function listBackfills(db: D1Database, limit: number, before: string | null): Promise<Backfill[]> {
  const sql = `SELECT ${COLUMNS} FROM backfills WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2`;
  const { results } = await db.prepare(sql).bind(before, limit).all();
  return results.map((row) => parseRow(row).backfill);
}

/** Those under way, the one that stood still for longest first. */
export async function backfillsUnderWay(db: D1Database, limit: number): Promise<BackfillState[]> {
  const sql = `SELECT ${COLUMNS} FROM backfills WHERE status IN ('running', 'draining') ORDER BY updated_at LIMIT ?1`;
  const { results } = await db.prepare(sql).bind(limit).all();
  return results.map(parseRow);
}

/** What a page found: the keys on it, and where the next one begins (null: there is none). */
export interface PageDone {
  id: string;
  page: number;
  keys: number;
  last_key: string | null;
  cursor: string | null;
  at: string;
}

const ADVANCE = `
UPDATE backfills SET pages = pages + 1, keys = keys + ?3, last_key = coalesce(?4, last_key), cursor = ?5, note = NULL,
  updated_at = ?6, listed_at = iif(?5 IS NULL, ?6, NULL), status = iif(?5 IS NULL, 'draining', status)
WHERE id = ?1 AND pages = ?2 AND status = 'running'`;

/** The checkpoint: changes a row only if this page was the next one of a running backfill. */
export const advanceBackfill = (db: D1Database, { id, page, keys, last_key, cursor, at }: PageDone) =>
  db.prepare(ADVANCE).bind(id, page, keys, last_key, cursor, at);

const NOTE = `
UPDATE backfills SET note = ?2, updated_at = ?3 WHERE id = ?1 AND status IN ('running', 'draining')`;

/** Says why it is not going on just now, and that it is alive. */
export async function noteBackfill(db: D1Database, id: string, note: string | null, at: string): Promise<void> {
  await db.prepare(NOTE).bind(id, note, at).run();
}

const CANCEL = `
UPDATE backfills SET status = 'cancelled', note = NULL, updated_at = ?2
WHERE id = ?1 AND status IN ('running', 'draining')`;

export const cancelBackfill = (db: D1Database, id: string, at: string): D1PreparedStatement =>
  db.prepare(CANCEL).bind(id, at);

const RESUME = `
UPDATE backfills SET status = iif(listed_at IS NULL, 'running', 'draining'), note = NULL, updated_at = ?2
WHERE id = ?1 AND status <> 'finished'`;

export const resumeBackfill = (db: D1Database, id: string, at: string): D1PreparedStatement =>
  db.prepare(RESUME).bind(id, at);

const FINISH = `
UPDATE backfills SET status = 'finished', certificate = ?2, note = NULL, updated_at = ?3, finished_at = ?3
WHERE id = ?1 AND status = 'draining'`;

export async function finishBackfill(db: D1Database, id: string, certificate: Certificate, at: string): Promise<void> {
  await db.prepare(FINISH).bind(id, JSON.stringify(certificate), at).run();
}
