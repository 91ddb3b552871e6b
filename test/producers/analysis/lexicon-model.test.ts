import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headlineScore, lexiconModel, MIN_SCORE, polarityOfScore } from '../../../producers/analysis/lexicon-model.ts';
import { MARKET_PHRASES } from '../../../producers/analysis/lexicon-phrases.ts';
import { NEGATORS, WEIGHTS } from '../../../producers/analysis/lexicon-words.ts';

const signal = new AbortController().signal;
/** Any UTF-16 at all, half surrogate pairs included. */
const anyText = fc.uint16Array({ maxLength: 500, size: 'max' }).map((units) => String.fromCharCode(...units));
const sideOf = (title: string) => Math.sign(polarityOfScore(headlineScore(title)));

describe('the lexicon model', () => {
  it.each([
    ['Acme beats estimates and raises guidance'],
    ['Acme price target raised to $50 from $40'],
    ['Acme shares jump 5% after results'],
    ['Acme up 3.2% in early trade'],
    ['$ACME +4% premarket'],
    ['Acme hits all-time high'],
    ['Analyst upgrades Acme to Buy'],
    ['Acme averts bankruptcy'],
    ['Acme 🚀🚀'],
    ['Acme to the moon'],
  ])('is bullish on %s', (title) => {
    expect(sideOf(title)).toBe(1);
  });

  it.each([
    ['Acme misses estimates, cuts outlook'],
    ['Acme price target cut to $40 from $50'],
    ['Acme plunges on recall'],
    ['Acme down nearly 7% at the open'],
    ['Acme (-2.5%) leads decliners, hits 52-week low'],
    ['Deutsche Bank cuts Acme to Hold; downgraded to hold'],
    ['Acme is not profitable'],
    ['Acme files for Chapter 11'],
    ['Acme 📉'],
    ['Results raise questions about Acme outlook'],
  ])('is bearish on %s', (title) => {
    expect(sideOf(title)).toBe(-1);
  });

  it.each([
    ['Acme to hold annual meeting in May'],
    ['Acme shares trade in line with the market'],
    ['Is Acme a good company?'],
    ['Better buy: Acme or Initech'],
    ['Acme names new head of human resources'],
    [''],
    ['12345 !!! ???'],
    // Tickers and names in an address or a mention say nothing.
    ['See https://example.com/crash/plunge @bullish_bob $MOON'],
  ])('takes no side on %s', (title) => {
    expect(sideOf(title)).toBe(0);
  });

  it('answers in the order of the titles', async () => {
    const [up, flat, down] = await lexiconModel.classify(['Acme surges', 'Acme meets', 'Acme slumps'], signal);
    expect(up).toBeGreaterThan(0);
    expect(flat).toBe(0);
    expect(down).toBeLessThan(0);
  });

  it.each([
    ['a word of AFINN (+3)', 'good', 1.2],
    ["an emoji of the package's list (−1)", '😡', -0.4],
    ['an emoji of ours', '🚀', 3],
    ['a word of ours', 'surges', 3],
    ['a word of AFINN that means nothing here', 'shares', 0],
  ])('weighs %s', (_, title, weight) => {
    expect(headlineScore(title)).toBeCloseTo(weight);
  });

  it('lets no headline spell the inner token of a phrase', () => {
    expect(headlineScore('§1 §2 §3 phrase')).toBe(0);
  });

  it.each(['constructor', '__proto__', 'toString hasOwnProperty', 'valueOf'])(
    'reads %s as a word without weight',
    (title) => {
      expect(headlineScore(title)).toBe(0);
    },
  );

  it('gives a polarity within −1 … 1 for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { maxLength: 5 }), async (titles) => {
        const polarities = await lexiconModel.classify(titles, signal);
        expect(polarities).toHaveLength(titles.length);
        for (const polarity of polarities) expect(Math.abs(polarity)).toBeLessThan(1);
      }),
    );
  });
});

describe('polarityOfScore', () => {
  it.each([
    [0, 0],
    [MIN_SCORE - 0.01, 0],
    [-MIN_SCORE + 0.01, 0],
    [2, 0.5],
    [-6, -0.75],
  ])('of %d is %d', (score, polarity) => {
    expect(polarityOfScore(score)).toBe(polarity);
  });
});

describe('the word lists', () => {
  it('hold lower-case words, each once', () => {
    const words = [...WEIGHTS.keys(), ...NEGATORS];
    expect(words.filter((word) => !/^[a-z']+$/.test(word))).toEqual([]);
    expect([...NEGATORS].filter((word) => (WEIGHTS.get(word) ?? 0) !== 0)).toEqual([]);
  });

  it('hold phrases that match words in lower case only', () => {
    for (const { pattern } of MARKET_PHRASES) expect(pattern.source).not.toMatch(/[A-RT-Z]/);
  });
});
