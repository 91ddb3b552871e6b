import * as z from 'zod';
import { CommandError } from '../entry.ts';
import { quoted, type Table } from './digest.ts';
import { query } from './query.ts';
import type { Target } from './target.ts';

/**
 * An export writes a line break within a text as `\n` and puts it back by replacing every `\n`: a text that has such
 * characters of its own as well comes back with more line breaks than it had. The same goes for `\r`.
 */
const isMistaken = (column: string): string =>
  `(instr(${column}, char(10)) AND instr(${column}, '\\n')) OR (instr(${column}, char(13)) AND instr(${column}, '\\r'))`;

const Cell = z.object({ place: z.string(), bytes: z.string() });

interface Column {
  table: string;
  column: string;
  key: string[];
}

/** Statements that set right what an export of these tables gets wrong. Throws BACKUP_INEXACT. */
export async function exactTexts(target: Target, tables: readonly Table[]): Promise<string[]> {
  const columns = tables.flatMap(({ name, columns, primaryKey }) =>
    columns.map((column): Column => ({ table: name, column, key: primaryKey })),
  );
  const found = await query(target, columns.map(mistakenCells));
  return columns.flatMap((column, i) =>
    z
      .array(Cell)
      .parse(found[i])
      .map((cell) => correction(column, cell)),
  );
}

/** Of each mistaken text its bytes, and its row as a condition. */
function mistakenCells({ table, column, key }: Column): string {
  const conditions = key.map((name) => `'${quoted(name).replaceAll("'", "''")} IS ' || quote(${quoted(name)})`);
  const place = conditions.length > 0 ? conditions.join(` || ' AND ' || `) : `''`;
  const text = quoted(column);
  return `SELECT ${place} AS place, hex(CAST(${text} AS BLOB)) AS bytes FROM ${quoted(table)}
WHERE typeof(${text}) = 'text' AND (${isMistaken(text)})`;
}

function correction({ table, column }: Column, { place, bytes }: z.infer<typeof Cell>): string {
  if (place === '') {
    throw new CommandError(
      'BACKUP_INEXACT',
      `${table}.${column} holds a text with both a line break and the characters \\n, which an export gets wrong, and ${table} has no primary key by which to set it right. Export that table by other means.`,
    );
  }
  return `UPDATE ${quoted(table)} SET ${quoted(column)} = CAST(X'${bytes}' AS TEXT) WHERE ${place};`;
}
