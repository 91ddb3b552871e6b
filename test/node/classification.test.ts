import { describe, expect, it } from 'vitest';
import { scoreOf } from '../../bench/sentiment/classification.ts';

describe('scoreOf', () => {
  it('computes accuracy and macro-F1 over the three classes', () => {
    const score = scoreOf(['bullish', 'bullish', 'bearish', 'neutral'], ['bullish', 'neutral', 'bearish', 'neutral']);
    expect(score.accuracy).toBe(0.75);
    expect(score.classes.bullish).toEqual({ precision: 1, recall: 0.5, f1: 0.667 });
    expect(score.macro_f1).toBe(0.778);
  });

  it('gives a class that is never found an F1 of 0', () => {
    expect(scoreOf(['bullish', 'neutral'], ['neutral', 'neutral']).classes.bullish.f1).toBe(0);
  });
});
