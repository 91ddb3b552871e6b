import { pointerOf } from './storable.ts';

/** As many tell what is the matter. */
const MAX_FIELDS = 50;

/** SQLite reads a number's text with its own rounding: the last bit may differ. */
const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-14 * Math.max(Math.abs(a), Math.abs(b));

type Path = readonly (string | number)[];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function collect(a: unknown, b: unknown, path: Path, found: string[]): void {
  if (found.length === MAX_FIELDS || a === b) return;
  if (typeof a === 'number' && typeof b === 'number' && isNear(a, b)) return;
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) {
    found.push(pointerOf(path));
    return;
  }
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    collect(a[name] ?? null, b[name] ?? null, [...path, name], found);
  }
}

/** JSON pointers to where two accounts of an execution differ, at most 50. An absent member is the same as null. */
export function differences(a: unknown, b: unknown): string[] {
  const found: string[] = [];
  collect(a, b, [], found);
  return found;
}
