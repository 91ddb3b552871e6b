import type { JobCompletedData } from '../../schema/event.ts';
import { executionRow } from './executions.ts';
import { MAX_BYTES_OF_A_UNIT, utf8Bytes } from './json-parameters.ts';
import { type ResultRows, resultRows } from './results.ts';

/** D1 takes 2,000,000 bytes a row and a bound string; a row is bound as JSON, so that is what we measure. */
export const MAX_ROW_BYTES = 1_950_000;

/** A row that D1 could never hold. `pointer` is within the event's data; sizes are UTF-8 bytes. */
export class RowTooLarge extends Error {
  readonly code = 'row_too_large';
  readonly pointer: string;
  readonly bytes: number;

  constructor(pointer: string, bytes: number) {
    super(`${pointer} takes ${bytes} bytes; a row holds at most ${MAX_ROW_BYTES}`);
    this.pointer = pointer;
    this.bytes = bytes;
  }
}

function assertRow(pointer: string, row: string): void {
  if (row.length * MAX_BYTES_OF_A_UNIT <= MAX_ROW_BYTES) return;
  const bytes = utf8Bytes(row);
  if (bytes > MAX_ROW_BYTES) throw new RowTooLarge(pointer, bytes);
}

/** A job as its rows, which are JSON arrays: made once, for the check of their sizes and for the statements. */
export interface JobRows {
  execution: string;
  results: ResultRows[];
}

/** Throws RowTooLarge for the first row, of the execution or a result, that exceeds the limit. */
export function jobRows({ execution, results }: JobCompletedData, content_hash: string): JobRows {
  const rows = { execution: executionRow(execution, content_hash), results: resultRows(results) };
  assertRow('/execution', rows.execution);
  for (const { first, rows: row } of rows.results) assertRow(`/results/${first}`, row);
  return rows;
}

/** Throws RowTooLarge for what D1 could never hold. */
export function assertStorable(data: JobCompletedData): void {
  jobRows(data, '');
}
