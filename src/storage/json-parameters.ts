import { bySize } from '../domain/by-size.ts';

/** D1 takes 2,000,000 bytes a string; half of it leaves room, and more brings no speed (measured). */
export const MAX_PARAMETER_BYTES = 1_000_000;

/** A UTF-16 unit is at most three bytes in UTF-8: most texts need no measuring. */
export const MAX_BYTES_OF_A_UNIT = 3;

const encoder = new TextEncoder();

export const utf8Bytes = (text: string): number => encoder.encode(text).byteLength;

/**
 * Packs JSON texts into JSON arrays of at most MAX_PARAMETER_BYTES, in order: each is one statement's parameter.
 * A text larger than that stands alone; producers refuse what D1 cannot hold before it comes here.
 */
export function jsonArrays(items: readonly string[]): string[] {
  const units = items.reduce((sum, item) => sum + item.length + 1, 2);
  const groups =
    units * MAX_BYTES_OF_A_UNIT <= MAX_PARAMETER_BYTES
      ? [items].filter(({ length }) => length > 0)
      : bySize(items, MAX_PARAMETER_BYTES - 2, (item) => utf8Bytes(item) + 1);
  return Array.from(groups, (group) => `[${group.join(',')}]`);
}
