import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../src/domain/content-hash.ts';

/** The value with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

const storable = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));

it('is the same text in whatever order members came, and says the same', () => {
  fc.assert(
    fc.property(storable, (value) => {
      expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('tells lists of another order apart', () => {
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});
