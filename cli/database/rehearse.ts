import { DatabaseSync } from 'node:sqlite';
import { CommandError } from '../entry.ts';
import { shortfalls } from './conform.ts';
import { quoted } from './digest.ts';
import type { Migration } from './migration-files.ts';
import type { Schema, SchemaObject } from './schema.ts';

/** A pending migration as this database needs it. */
export interface PlannedMigration extends Migration {
  /** What it leaves out because it is there already, like `the column job_executions.metadata`. */
  leftOut: string[];
}

/**
 * What a database needs of the migrations. They are rehearsed on an empty copy of its tables first: it ends as what
 * the numbered files alone would make, or nothing is planned. Throws SCHEMA_CONFLICT naming what stands in the way.
 */
export function planMigrations(schema: Schema, migrations: readonly Migration[]): PlannedMigration[] {
  const pending = migrations.filter(({ name }) => !schema.applied.includes(name));
  if (pending.length === 0) return [];
  const model = new DatabaseSync(':memory:');
  for (const { statements } of migrations) model.exec(statements.join(';\n'));
  const copy = copyOf(schema.objects, objectNames(model));
  const failures: string[] = [];
  const planned = pending.map((migration) => rehearse(copy, migration, failures));
  // What a table lacks says more than the statement that failed for it.
  const faults = [...shortfalls(copy, model), ...schema.objects.flatMap(touchyTrigger)];
  if (faults.length > 0 || failures.length > 0) throw conflict((faults.length > 0 ? faults : failures).join('\n'));
  return planned;
}

/** The database's own statements, without its rows; of other people's tables only those that bear a name of ours. */
function copyOf(objects: readonly SchemaObject[], ours: ReadonlySet<string>): DatabaseSync {
  const copy = new DatabaseSync(':memory:');
  const order = ['table', 'view', 'index', 'trigger'];
  const touching = objects.filter(({ name, table }) => ours.has(name.toLowerCase()) || ours.has(table.toLowerCase()));
  const sorted = touching.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  for (const { sql } of sorted) copy.exec(sql);
  return copy;
}

/**
 * A trigger of somebody else that would run for every business date that is filled, and might write into old rows. One
 * of certain columns (UPDATE OF …) is not set off.
 */
function touchyTrigger({ type, name, table, sql }: SchemaObject): string[] {
  const [head = ''] = sql.split(/\bBEGIN\b/i);
  const runs = type === 'trigger' && table.toLowerCase() === 'job_executions' && /\bUPDATE\s+ON\b/i.test(head);
  if (!runs) return [];
  return [
    `  The trigger ${name} runs at every update of job_executions, of which filling the business dates makes many. Drop it, and make it again after the migration: DROP TRIGGER ${quoted(name)};`,
  ];
}

function objectNames(db: DatabaseSync): Set<string> {
  const rows = db.prepare('SELECT name FROM sqlite_master').all();
  return new Set(rows.map(({ name }) => String(name).toLowerCase()));
}

function rehearse(copy: DatabaseSync, { name, statements }: Migration, failures: string[]): PlannedMigration {
  const kept: string[] = [];
  const leftOut: string[] = [];
  for (const statement of statements) {
    const there = alreadyThere(copy, statement);
    if (there !== null) {
      leftOut.push(there);
      continue;
    }
    const reason = failureOf(copy, statement);
    if (reason !== null) failures.push(`  ${name} cannot run: ${reason}\n    ${withoutComments(statement)}`);
    kept.push(statement);
  }
  return { name, statements: kept, leftOut };
}

function failureOf(copy: DatabaseSync, statement: string): string | null {
  try {
    copy.exec(statement);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What a statement would add that exists; null when it has something to do. What `IF NOT EXISTS` decides stays. */
function alreadyThere(copy: DatabaseSync, statement: string): string | null {
  const text = withoutComments(statement);
  const column = /^ALTER\s+TABLE\s+"?(\w+)"?\s+ADD\s+(?:COLUMN\s+)?"?(\w+)"?/i.exec(text);
  if (column) {
    const [, table = '', name = ''] = column;
    const rows = copy.prepare('SELECT 1 FROM pragma_table_xinfo(?) WHERE lower(name) = lower(?)').all(table, name);
    return rows.length > 0 ? `the column ${table}.${name}` : null;
  }
  const object = /^CREATE\s+(?:UNIQUE\s+)?(TABLE|INDEX)\s+(?!IF\s)"?(\w+)"?/i.exec(text);
  if (!object) return null;
  const [, kind = '', name = ''] = object;
  return objectNames(copy).has(name.toLowerCase()) ? `the ${kind.toLowerCase()} ${name}` : null;
}

const withoutComments = (statement: string): string => statement.replaceAll(/^\s*--.*\n/gm, '').trim();

const conflict = (what: string): CommandError =>
  new CommandError(
    'SCHEMA_CONFLICT',
    `Nothing was changed: this database cannot become Jobledger's as it is.\n${what}`,
    {
      exitCode: 4,
    },
  );

/** The tables that the Worker itself writes to all the time: those that the migrations add to the legacy ones. */
export function liveTables(migrations: readonly Migration[]): Set<string> {
  const [legacy, ...added] = migrations;
  const model = new DatabaseSync(':memory:');
  model.exec(legacy?.statements.join(';\n') ?? '');
  const before = objectNames(model);
  for (const { statements } of added) model.exec(statements.join(';\n'));
  return objectNames(model).difference(before);
}
