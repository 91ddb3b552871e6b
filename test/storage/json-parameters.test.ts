import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonArrays, MAX_PARAMETER_BYTES, utf8Bytes } from '../../src/storage/json-parameters.ts';

const text = fc
  .tuple(fc.constantFrom('x', 'é', '語', '🚀'), fc.nat({ max: 500_000 }))
  .map(([letter, length]) => letter.repeat(length / utf8Bytes(letter)));

it('packs texts in their order into arrays that a parameter holds; only what is larger stands alone', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), fc.boolean(), (texts, large) => {
      const all = large ? [...texts, 'x'.repeat(MAX_PARAMETER_BYTES)] : texts;
      const arrays = jsonArrays(all.map((each) => JSON.stringify(each)));
      const groups = arrays.map((array) => JSON.parse(array) as string[]);
      expect(groups.flat()).toEqual(all);
      const fits = (array: string, i: number) => utf8Bytes(array) <= MAX_PARAMETER_BYTES || groups[i]?.length === 1;
      expect(arrays.every(fits)).toBe(true);
      expect(groups.every(({ length }) => length > 0)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('packs what fits into one parameter into one', () => {
  expect(jsonArrays(['1', '"a"', '[]'])).toEqual(['[1,"a",[]]']);
  expect(jsonArrays([])).toEqual([]);
});
