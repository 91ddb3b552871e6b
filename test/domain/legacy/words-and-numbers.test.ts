import { describe, expect, it } from 'vitest';
import { confidenceOf, countOf, durationOf, numberOf } from '../../../src/domain/legacy/numbers.ts';
import { saysFailed, sentimentOf } from '../../../src/domain/legacy/words.ts';

describe('the words of old producers', () => {
  it.each([
    ...['up', 'positive', 'long', 'buy', 'bullish', 'UP', ' Buy '].map((word) => [word, 'bullish']),
    ...['down', 'negative', 'short', 'sell', 'bearish', 'SELL'].map((word) => [word, 'bearish']),
    ...['unclear', 'mixed', 'neutral', 'hold', 'NEUTRAL'].map((word) => [word, 'neutral']),
    ...['skipped', 'failed', 'error', 'strong_buy', '', 'constructor', '__proto__', null, 1, {}].map((word) => [
      word,
      null,
    ]),
  ])('reads the sentiment %j as %j', (word, sentiment) => {
    expect(sentimentOf(word)).toBe(sentiment);
  });

  it.each(['skipped', 'FAILED', 'error'])('takes %j for a failure', (word) => {
    expect(saysFailed(word)).toBe(true);
  });
});

describe('confidence', () => {
  it.each([
    [0, 0],
    [-0, 0],
    [0.87, 0.87],
    [1, 1],
    [87, 0.87],
    [100, 1],
    [1.5, 0.015],
    ['0.87', 0.87],
    ['87', 0.87],
    ['87%', 0.87],
    ['0.5 %', 0.005],
    ['1e-1', 0.1],
  ])('reads %j as %d', (value, confidence) => {
    expect(confidenceOf(value)).toBe(confidence);
  });

  it.each([null, undefined, '', 'high', '%', NaN, Infinity, -0.1, 101, '1e999', '0x1', true, [0.5], {}])(
    'reads %j as absent',
    (value) => {
      expect(confidenceOf(value)).toBeNull();
    },
  );
});

describe('numbers', () => {
  it('are read from text as well', () => {
    expect([numberOf('42'), numberOf(' 1.5 '), numberOf('4 2'), numberOf('')]).toEqual([42, 1.5, null, null]);
  });

  it('are counts only when they are whole and of a plausible size', () => {
    expect([5, '5', 0, 1.5, -1, 1760445000123, [1]].map(countOf)).toEqual([5, 5, 0, null, null, null, null]);
  });

  it('are durations only when they are no epoch', () => {
    expect([45_000, '45000', 0.5, 0, -1, 1760445000123].map(durationOf)).toEqual([45_000, 45_000, 0.5, 0, null, null]);
  });
});
