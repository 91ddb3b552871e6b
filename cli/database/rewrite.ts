import type { DatabaseSync } from 'node:sqlite';
import { quoted, tablesOf } from './digest.ts';

/** D1 takes statements of 100 KB. */
const STATEMENT_CHARS = 90_000;

/**
 * What a dump holds as statements that D1 takes fast: many rows a statement, where an export has one each, and indexes
 * last. The ledger of migrations and the counters of AUTOINCREMENT go along.
 */
export function* restoringStatements(db: DatabaseSync): Generator<string> {
  const made = (kinds: string) =>
    db
      .prepare(
        `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite^_%' ESCAPE '^' AND type IN (${kinds})`,
      )
      .all()
      .map(({ sql }) => String(sql));
  yield 'PRAGMA defer_foreign_keys = TRUE';
  yield* made(`'table'`);
  const ledger = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'd1_migrations'").all();
  if (ledger.length > 0) yield* inserts(db, 'd1_migrations', ['id', 'name', 'applied_at']);
  for (const { name, columns } of tablesOf(db)) yield* inserts(db, name, columns);
  const counters = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").all();
  if (counters.length > 0) {
    yield 'DELETE FROM sqlite_sequence';
    yield* inserts(db, 'sqlite_sequence', ['name', 'seq']);
  }
  yield* made(`'index', 'view', 'trigger'`);
}

function* inserts(db: DatabaseSync, table: string, columns: readonly string[]): Generator<string> {
  const head = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES\n`;
  const values = columns.map((column) => `quote(${quoted(column)})`).join(` || ', ' || `);
  let rows: string[] = [];
  let chars = 0;
  for (const { row } of db.prepare(`SELECT ${values} AS row FROM ${quoted(table)}`).iterate()) {
    const text = `(${String(row)})`;
    if (chars + text.length > STATEMENT_CHARS && rows.length > 0) {
      yield head + rows.join(',\n');
      rows = [];
      chars = 0;
    }
    rows.push(text);
    chars += text.length;
  }
  if (rows.length > 0) yield head + rows.join(',\n');
}
