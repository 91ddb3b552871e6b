import type { DatabaseSync } from 'node:sqlite';
import { quoted, tablesOf } from './digest.ts';

/** D1 takes statements of 100 KB. */
const STATEMENT_BYTES = 90_000;

/** A row that no statement can carry: its long values are bound. */
export interface LongRow {
  sql: string;
  values: (string | Uint8Array)[];
}

/** Longer ones are bound, where the whole row is too long for a statement. */
const VALUE_BYTES = 400;

const made = (db: DatabaseSync, kinds: string): string[] =>
  db
    .prepare(
      `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite^_%' ESCAPE '^' AND type IN (${kinds})`,
    )
    .all()
    .map(({ sql }) => String(sql));

/** Indexes, views and triggers: last, when every row is what it was. */
export const finishingStatements = (db: DatabaseSync): string[] => made(db, `'index', 'view', 'trigger'`);

/**
 * The tables of a dump with their rows as statements that D1 takes fast: many rows a statement, where an export has one
 * each. The ledger of migrations and the counters of AUTOINCREMENT go along. Where a row is too long for a statement a
 * number stands for each of its long values, and `longRows` has them.
 */
export function* restoringStatements(db: DatabaseSync): Generator<string> {
  yield 'PRAGMA defer_foreign_keys = TRUE';
  yield* made(db, `'table'`);
  const ledger = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'd1_migrations'").all();
  if (ledger.length > 0) yield* inserts(db, 'd1_migrations', ['id', 'name', 'applied_at']);
  for (const { name, columns } of tablesOf(db)) yield* inserts(db, name, columns);
  const counters = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").all();
  if (counters.length > 0) {
    yield 'DELETE FROM sqlite_sequence';
    yield* inserts(db, 'sqlite_sequence', ['name', 'seq']);
  }
}

/** A value as SQL. SQLite's own `quote` leaves out what follows a NUL. */
const literal = (column: string): string =>
  `CASE WHEN typeof(${column}) = 'text' AND instr(${column}, char(0)) THEN 'CAST(X''' || hex(CAST(${column} AS BLOB)) || ''' AS TEXT)' ELSE quote(${column}) END`;

const bytesOf = (column: string): string => `length(CAST(${literal(column)} AS BLOB))`;

/** The rows whose long values are still to be set, each told by its key. */
export function* longRows(db: DatabaseSync): Generator<LongRow> {
  for (const { name, columns, key } of tablesOf(db)) {
    const all = columns.map(quoted);
    const where = key.map((each) => `'${quoted(each).replaceAll("'", "''")} IS ' || quote(${quoted(each)})`);
    const values = all.map((each, i) => `CASE WHEN ${bytesOf(each)} > ${VALUE_BYTES} THEN ${each} END AS v${i}`);
    const from = `FROM ${quoted(name)} WHERE ${all.map(bytesOf).join(' + ')} > ${STATEMENT_BYTES}`;
    const sql = `SELECT ${where.join(` || ' AND ' || `)} AS place, ${values.join(', ')} ${from}`;
    for (const { place, ...found } of db.prepare(sql).iterate()) {
      const long = all.flatMap((column, i) => {
        const value = found[`v${i}`];
        return typeof value === 'string' || value instanceof Uint8Array ? [{ column, value }] : [];
      });
      const set = long.map(({ column }, i) => `${column} = ?${i + 1}`).join(', ');
      yield { sql: `UPDATE ${quoted(name)} SET ${set} WHERE ${String(place)}`, values: long.map(({ value }) => value) };
    }
  }
}

function* inserts(db: DatabaseSync, table: string, columns: readonly string[]): Generator<string> {
  const head = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES\n`;
  const values = columns.map((column, i) => `${literal(quoted(column))} AS v${i}`).join(', ');
  let rows: string[] = [];
  let bytes = 0;
  let place = 0;
  for (const row of db.prepare(`SELECT ${values} FROM ${quoted(table)}`).iterate()) {
    const text = `(${rowText(Object.values(row).map(String), (place += 1))})`;
    const size = Buffer.byteLength(text);
    if (bytes + size > STATEMENT_BYTES && rows.length > 0) {
      yield head + rows.join(',\n');
      rows = [];
      bytes = 0;
    }
    rows.push(text);
    bytes += size;
  }
  if (rows.length > 0) yield head + rows.join(',\n');
}

/** A number stands for a long value: it is JSON as well, should a CHECK ask for that, and of each row another. */
function rowText(values: readonly string[], place: number): string {
  const sizes = values.map((value) => Buffer.byteLength(value));
  if (sizes.reduce((sum, size) => sum + size, 0) <= STATEMENT_BYTES) return values.join(', ');
  return values.map((value, i) => ((sizes[i] ?? 0) > VALUE_BYTES ? `'${place}'` : value)).join(', ');
}
