import { expect, it } from 'vitest';
import { clip } from '../../src/domain/text.ts';

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['a🚀b', 3, 'a…'],
])('clip cuts %s to %d as %s', (text, most, cut) => {
  expect(clip(text, most)).toBe(cut);
});
