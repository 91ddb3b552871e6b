import { describe, expect, it } from 'vitest';
import type { Sentiment } from '../../schema/result.ts';
import { changeOf, reversalsIn } from '../../src/domain/sentiment-change.ts';

describe('changeOf', () => {
  it.each([
    ['bullish', 'bullish', 'consistent'],
    ['neutral', 'neutral', 'consistent'],
    ['bullish', 'neutral', 'shifted'],
    ['neutral', 'bearish', 'shifted'],
    ['bullish', 'bearish', 'reversed'],
    ['bearish', 'bullish', 'reversed'],
    [null, 'bullish', 'incomplete'],
    ['bullish', null, 'incomplete'],
    [null, null, 'incomplete'],
  ] as const)('%s, then %s, is %s', (before, after, change) => {
    expect(changeOf(before, after)).toBe(change);
  });
});

describe('reversalsIn', () => {
  const letters: Record<string, Sentiment | null> = { u: 'bullish', d: 'bearish', n: 'neutral', '-': null };
  const series = (text: string) => Array.from(text, (letter, day) => ({ day, sentiment: letters[letter] ?? null }));

  it.each([
    ['', []],
    ['uuu', []],
    ['ud', [1]],
    ['udu', [1, 2]],
    ['und', [2]],
    ['u-d', [2]],
    ['unu', []],
    ['nud', [2]],
    ['nn--', []],
  ])('%j flips on days %j', (text, days) => {
    expect(reversalsIn(series(text)).map(({ point }) => point.day)).toEqual(days);
  });

  it('names what turned into what', () => {
    expect(reversalsIn(series('und'))).toMatchObject([{ from: 'bullish', to: 'bearish' }]);
  });
});
