import * as z from 'zod';

const Row = z.record(z.string(), z.unknown());
/** How D1 gives a BLOB. */
const Bytes = z.array(z.number());

/** Bytes as the text that they are in UTF-8, null where they are none; another value as it is. */
function textOf(value: unknown): unknown {
  const bytes = Bytes.safeParse(value).data;
  if (bytes === undefined) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}

const mended = (row: unknown): unknown =>
  Object.fromEntries(Object.entries(Row.parse(row)).map(([column, value]) => [column, textOf(value)]));

/**
 * A row of a table that others wrote to as well. SQLite keeps a BLOB in a column of text: a row that is refused is read
 * once more with its BLOBs as text, so that it does not hide all those read with it.
 */
export function readRow<Shape extends z.ZodType>(shape: Shape, row: unknown): z.output<Shape> {
  const parsed = shape.safeParse(row);
  return parsed.success ? parsed.data : shape.parse(mended(row));
}
