import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CommandError } from '../entry.ts';
import { IS_TIME } from './eastern-dates-sql.ts';
import { query, queryCommand, type Row } from './query.ts';
import { stateFolder, type Target } from './target.ts';

const SchemaObject = z.object({
  type: z.enum(['table', 'index', 'view', 'trigger']),
  name: z.string(),
  table: z.string(),
  sql: z.string(),
});
/** A table, index, view or trigger with the statement that made it. */
export type SchemaObject = z.infer<typeof SchemaObject>;

/** What a database is made of. */
export interface Schema {
  objects: SchemaObject[];
  /** Names of the migrations in wrangler's ledger. */
  applied: string[];
  /** Executions whose business date can still be filled; null while there is no such column. */
  undated: number | null;
}

const NOTHING: Schema = { objects: [], applied: [], undated: null };

const OBJECTS = `SELECT type, name, tbl_name AS "table", sql FROM sqlite_master WHERE sql IS NOT NULL`;
const LEDGER = 'SELECT name FROM d1_migrations ORDER BY id';
const UNDATED = `SELECT count(*) AS undated FROM job_executions WHERE execution_date IS NULL AND ${IS_TIME}`;

/** The command that reads what there is. */
export const schemaCommand = (target: Target): string[] => queryCommand(target, [OBJECTS, LEDGER, UNDATED]);

/** Reads what there is. Throws QUERY_FAILED. */
export async function readSchema(target: Target): Promise<Schema> {
  // Where nothing was ever stored there is nothing to ask, and asking takes seconds.
  if (!target.remote && !existsSync(join(stateFolder(target), 'v3/d1'))) return NOTHING;
  try {
    return schemaOf(await query(target, [OBJECTS, LEDGER, UNDATED]));
  } catch (error) {
    if (!isAbsent(error)) throw error;
    return withoutLedger(target, schemaOf(await query(target, [OBJECTS])));
  }
}

/** The ledger of a database that has no business dates yet, if it has a ledger. */
async function withoutLedger(target: Target, schema: Schema): Promise<Schema> {
  if (!schema.objects.some(({ name }) => name === 'd1_migrations')) return schema;
  const [ledger = []] = await query(target, [LEDGER]);
  return { ...schema, applied: namesIn(ledger) };
}

const isAbsent = (error: unknown): boolean =>
  error instanceof CommandError && /no such (table|column)/.test(error.message);

function schemaOf([objects = [], ledger = [], undated]: readonly Row[][]): Schema {
  const own = z.array(SchemaObject).parse(objects);
  return {
    objects: own.filter(({ name }) => !/^(_cf_|sqlite_)/.test(name)),
    applied: namesIn(ledger),
    undated: undated ? z.tuple([z.object({ undated: z.int() })]).parse(undated)[0].undated : null,
  };
}

const namesIn = (ledger: readonly Row[]): string[] =>
  z
    .array(z.object({ name: z.string() }))
    .parse(ledger)
    .map(({ name }) => name);
