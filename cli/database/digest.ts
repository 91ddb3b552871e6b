import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** What a table holds. `sha256` is over its rows in the order of their keys, the columns in their own order. */
export interface TableDigest {
  table: string;
  rows: number;
  columns: string[];
  sha256: string;
}

/** The ledger of wrangler is no content, and SQLite's own tables neither. */
const TABLES = `
SELECT name, wr FROM pragma_table_list
WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' AND name NOT LIKE '^_cf^_%' ESCAPE '^'
  AND name <> 'd1_migrations'
ORDER BY name`;

const COLUMNS = 'SELECT name FROM pragma_table_xinfo(?, ?) WHERE hidden = 0 ORDER BY cid';
const KEY = 'SELECT name FROM pragma_table_xinfo(?, ?) WHERE pk > 0 ORDER BY pk';
const EVERY_NAME = 'SELECT name FROM pragma_table_xinfo(?, ?)';

/** A row's place goes by any of these names that no column bears. */
const PLACE_NAMES = ['rowid', '_rowid_', 'oid'];

export interface Table {
  name: string;
  /** Those that hold values: a generated one follows from the others. */
  columns: string[];
  primaryKey: string[];
  /** What orders the rows: their place, where the table has one. */
  key: string[];
}

/** The tables of a database (or of an attached one), by name. */
export function tablesOf(db: DatabaseSync, schema = 'main'): Table[] {
  const names = (sql: string, table: string) =>
    db
      .prepare(sql)
      .all(table, schema)
      .map(({ name }) => String(name));
  return db
    .prepare(TABLES)
    .all(schema)
    .map(({ name, wr }) => {
      const table = String(name);
      const primaryKey = names(KEY, table);
      const taken = names(EVERY_NAME, table).map((name) => name.toLowerCase());
      const place = PLACE_NAMES.find((name) => !taken.includes(name));
      const columns = names(COLUMNS, table);
      // Where columns bear all three names, nothing but the whole row is left to tell it by.
      const key = wr === 1 ? primaryKey : place === undefined ? columns : [place];
      return { name: table, columns, primaryKey, key };
    });
}

/** A name as SQL takes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Digests the rows of a query, value by value with its type. */
export function digestRows(db: DatabaseSync, sql: string): { rows: number; sha256: string } {
  const statement = db.prepare(sql);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const hash = createHash('sha256');
  let rows = 0;
  for (const row of statement.iterate()) {
    hash.update(`${JSON.stringify(Object.values(row).map(typed))}\n`);
    rows += 1;
  }
  return { rows, sha256: hash.digest('hex') };
}

function typed(value: unknown): unknown {
  if (typeof value === 'bigint') return { integer: value.toString() };
  if (typeof value === 'number') return { real: value };
  if (value instanceof Uint8Array) return { blob: Buffer.from(value).toString('hex') };
  return value;
}

/** Rows, columns and digest of every table. */
export function digestTables(db: DatabaseSync): TableDigest[] {
  return tablesOf(db).map(({ name, columns, key }) => {
    const order = key.map(quoted).join(', ');
    const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)} ORDER BY ${order}`;
    return { table: name, columns, ...digestRows(db, sql) };
  });
}
