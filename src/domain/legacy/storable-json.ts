import type { Json } from '../../../schema/primitives.ts';
import { isObject } from './json.ts';

/** Text as D1 can keep it: SQLite ends a text at NUL, and UTF-8 has no lone surrogates. */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

/** A copy of parsed JSON that can be stored: text as D1 keeps it, `1e999` as text, no member named `__proto__`. */
export function storableJson(value: unknown): Json {
  if (typeof value === 'string') return storableText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(storableJson);
  if (!isObject(value)) return null;
  const members = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(members.map(([name, inner]) => [storableText(name), storableJson(inner)]));
}
