/** D1 takes 2,000,000 bytes a string; half of it leaves room, and more brings no speed (measured). */
export const MAX_PARAMETER_BYTES = 1_000_000;

/** A UTF-16 unit is at most three bytes in UTF-8: most texts need no measuring. */
export const MAX_BYTES_OF_A_UNIT = 3;

const encoder = new TextEncoder();

export const utf8Bytes = (text: string): number => encoder.encode(text).byteLength;

/**
 * Packs JSON texts into JSON arrays of at most `limit` UTF-8 bytes, in order: each is one statement's parameter.
 * A text larger than the limit stands alone; producers refuse what D1 cannot hold before it comes here.
 */
export function jsonArrays(items: readonly string[], limit = MAX_PARAMETER_BYTES): string[] {
  const units = items.reduce((sum, item) => sum + item.length + 1, 2);
  if (items.length > 0 && units * MAX_BYTES_OF_A_UNIT <= limit) return [`[${items.join(',')}]`];
  const arrays: string[] = [];
  let open: string[] = [];
  let bytes = 2;
  for (const item of items) {
    const size = utf8Bytes(item) + 1;
    if (open.length > 0 && bytes + size > limit) {
      arrays.push(`[${open.join(',')}]`);
      open = [];
      bytes = 2;
    }
    open.push(item);
    bytes += size;
  }
  if (open.length > 0) arrays.push(`[${open.join(',')}]`);
  return arrays;
}
