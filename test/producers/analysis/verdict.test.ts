import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIRECTION_OF, verdictOf } from '../../../producers/analysis/verdict.ts';

const polarity = fc.oneof(fc.constant(0), fc.double({ min: -1, max: 1, noNaN: true }));
const polarities = fc.array(polarity, { minLength: 1, maxLength: 30 });
/** Confidence as a signed number, so that verdicts can be put in order: bearish below, neutral between, bullish above. */
const SIGN = { bullish: 1, neutral: 0, bearish: -1 };

describe('verdictOf', () => {
  it.each([
    ['one bullish headline', [0.6], 'bullish', 0.429],
    ['five of them', [0.6, 0.6, 0.6, 0.6, 0.6], 'bullish', 0.83],
    ['one bearish headline', [-0.6], 'bearish', 0.429],
    ['three against one', [0.6, 0.6, 0.6, -0.6], 'bullish', 0.402],
    ['as many on either side', [0.6, -0.6], 'neutral', 0.75],
    ['nobody taking a side', [0, 0, 0], 'neutral', 0.875],
    ['one voice among twelve', [0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 'neutral', 0.13],
  ])('%s', (_, given, sentiment, confidence) => {
    expect(verdictOf(given)).toEqual({ sentiment, confidence });
  });

  it('gives a confidence within 0–1 and is symmetric', () => {
    fc.assert(
      fc.property(polarities, (given) => {
        const verdict = verdictOf(given);
        const mirrored = verdictOf(given.map((p) => -p));
        expect(verdict.confidence).toBeGreaterThanOrEqual(0);
        expect(verdict.confidence).toBeLessThanOrEqual(1);
        expect(mirrored.confidence).toBe(verdict.confidence);
        expect(SIGN[mirrored.sentiment]).toBe(-SIGN[verdict.sentiment] || 0);
      }),
    );
  });

  it('never grows less bullish when a headline grows more bullish', () => {
    fc.assert(
      fc.property(polarities, fc.nat(), fc.double({ min: 0, max: 2, noNaN: true }), (given, at, by) => {
        const index = at % given.length;
        const moved = given.map((p, i) => (i === index ? Math.min(1, p + by) : p));
        const [before, after] = [verdictOf(given), verdictOf(moved)];
        expect(SIGN[after.sentiment]).toBeGreaterThanOrEqual(SIGN[before.sentiment]);
        if (before.sentiment === 'bullish') expect(after.confidence).toBeGreaterThanOrEqual(before.confidence);
      }),
      { numRuns: 500 },
    );
  });

  it('grows surer the more headlines say the same', () => {
    fc.assert(
      fc.property(polarity, fc.integer({ min: 1, max: 20 }), (p, n) => {
        const [few, many] = [verdictOf(Array<number>(n).fill(p)), verdictOf(Array<number>(n + 1).fill(p))];
        expect(many.sentiment).toBe(few.sentiment);
        expect(many.confidence).toBeGreaterThanOrEqual(few.confidence);
      }),
    );
  });

  it("has the plan's direction for every sentiment", () => {
    expect(DIRECTION_OF).toEqual({ bullish: 'buy', bearish: 'sell', neutral: 'hold' });
  });
});
