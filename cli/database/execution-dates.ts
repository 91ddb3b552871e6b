import * as z from 'zod';
import { fillStatement, LEFT } from './eastern-dates-sql.ts';
import { query } from './query.ts';
import type { Target } from './target.ts';

/** Called with rows done and rows in all. */
export type Progress = (done: number, total: number) => void;

/** Rows a statement fills: a fraction of a second of the database's time, of the 30 seconds that it allows. */
const ROWS_A_CHUNK = 20_000;

const Count = z.tuple([z.object({ n: z.int() })]);
const countIn = (rows: unknown): number => Count.parse(rows)[0].n;

/**
 * Gives the executions that have none their business date, chunk by chunk; an interruption loses nothing. Rows whose
 * `executed_at` is no time keep NULL. Returns how many it filled.
 */
export async function fillExecutionDates(target: Target, onProgress?: Progress): Promise<number> {
  const chunk = fillStatement(ROWS_A_CHUNK);
  const [first, , second] = await query(target, [LEFT, chunk, LEFT]);
  const total = countIn(first);
  let left = countIn(second);
  while (left > 0) {
    onProgress?.(total - left, total);
    left = countIn((await query(target, [chunk, LEFT]))[1]);
  }
  if (total > 0) onProgress?.(total, total);
  return total;
}
