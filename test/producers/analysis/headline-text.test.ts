import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headlineText } from '../../../producers/analysis/headline-text.ts';

/** Any UTF-16 at all, half surrogate pairs included. */
const anyText = fc.uint16Array({ maxLength: 300, size: 'max' }).map((units) => String.fromCharCode(...units));

describe('headlineText', () => {
  it.each([
    ['a NUL and other controls', 'a\u0000b\u0007c', 'a b c'],
    ['line breaks of every kind', 'a\r\nb\u2028c\u2029d', 'a b c d'],
    ['marks that turn the direction of text', '\u202Eabc\u202C \u2066d\u2069', 'abc d'],
    ['half of a surrogate pair', 'a\ud83db', 'a\ufffdb'],
  ])('takes out %s', (_, hostile, plain) => {
    expect(headlineText(hostile, 100)).toBe(plain);
  });

  it('keeps emoji that are joined, other scripts and markup as they are', () => {
    const text = '👩‍🚀 苹果 <img src=x onerror=alert(1)> "quoted" می‌خواهم';
    expect(headlineText(text, 100)).toBe(text);
  });

  it('gives one bounded, well-formed line for any text, and the same again for its own', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, max) => {
        const line = headlineText(text, max);
        expect(line.length).toBeLessThanOrEqual(max);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(headlineText(line, max)).toBe(line);
      }),
      { numRuns: 500 },
    );
  });
});
