import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { tablesOf } from './digest.ts';

const Column = z.object({
  name: z.string(),
  type: z.string(),
  notnull: z.int(),
  dflt_value: z.string().nullable(),
  pk: z.int(),
  /** 0, or how it is generated. */
  hidden: z.int(),
});
type Column = z.infer<typeof Column>;

/** What `is` lacks of what `wanted` has, or has in a form that would break writing to it; with the way out of each. */
export function shortfalls(is: DatabaseSync, wanted: DatabaseSync): string[] {
  return [...tablesOf(wanted).flatMap(({ name }) => tableFaults(is, wanted, name)), ...indexFaults(is, wanted)];
}

function columnsOf(db: DatabaseSync, table: string): Column[] {
  return z.array(Column).parse(db.prepare('SELECT * FROM pragma_table_xinfo(?)').all(table));
}

function tableFaults(is: DatabaseSync, wanted: DatabaseSync, table: string): string[] {
  const there = columnsOf(is, table);
  const own = columnsOf(wanted, table);
  const named = (name: string) => there.find((column) => column.name.toLowerCase() === name.toLowerCase());
  const faults = own.flatMap((column) => columnFault(table, column, named(column.name)));
  // What can only be mended by hand, and by no statement of ours, is most likely somebody else's table.
  const foreign = faults.length > 0 && own.some(({ name, hidden, pk }) => (hidden > 0 || pk > 0) && !named(name));
  if (foreign) {
    return [
      `  The table ${table} is another one of that name. Keep it under another: ALTER TABLE ${table} RENAME TO ${table}_before;`,
    ];
  }
  const extra = there.filter(({ name }) => !own.some((column) => column.name.toLowerCase() === name.toLowerCase()));
  return [...faults, ...extra.filter(isDemanding).map((column) => demand(table, column))];
}

function columnFault(table: string, wanted: Column, is: Column | undefined): string[] {
  const name = `${table}.${wanted.name}`;
  if (!is) {
    const definition = [
      wanted.name,
      wanted.type,
      ...(wanted.dflt_value === null ? [] : ['DEFAULT', wanted.dflt_value]),
    ];
    return [`  The column ${name} is missing. Add it: ALTER TABLE ${table} ADD COLUMN ${definition.join(' ')};`];
  }
  if (is.pk !== wanted.pk || is.hidden !== wanted.hidden)
    return [`  The column ${name} is another one (a key, or generated).`];
  if (!holds(is.type, wanted.type))
    return [`  The column ${name} is declared ${is.type}; it must hold ${wanted.type}.`];
  return wanted.notnull === 0 && isDemanding(is) ? [demand(table, is)] : [];
}

/** A value must always be given for it, and rows of ours have none. */
const isDemanding = ({ notnull, dflt_value, pk, hidden }: Column): boolean =>
  notnull === 1 && dflt_value === null && pk === 0 && hidden === 0;

const demand = (table: string, { name }: Column): string =>
  `  The column ${table}.${name} is NOT NULL without a default, so no result could be stored. Its owner must allow NULL or give it a default.`;

/** Whether a column of one declared type keeps values of another as they are (SQLite's affinities). */
function holds(declared: string, wanted: string): boolean {
  const isNumber = /INT|REAL|FLOA|DOUB/i;
  return isNumber.test(wanted) ? !/CHAR|CLOB|TEXT/i.test(declared) : !isNumber.test(declared);
}

function indexFaults(is: DatabaseSync, wanted: DatabaseSync): string[] {
  const existing = indexesOf(is);
  return [...indexesOf(wanted)]
    .filter(([name, sql]) => existing.has(name) && existing.get(name) !== sql)
    .map(
      ([name]) =>
        `  The index ${name} is another one of that name. Drop it, Jobledger makes its own: DROP INDEX ${name};`,
    );
}

const indexesOf = (db: DatabaseSync): Map<string, string> =>
  new Map(
    db
      .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
      .all()
      .map(({ name, sql }) => [String(name), normalised(String(sql))]),
  );

const normalised = (sql: string): string => sql.replaceAll(/\s+/g, ' ').replaceAll('"', '').toLowerCase();
