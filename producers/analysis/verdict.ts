import type { Sentiment } from '../../schema/result.ts';

/** The plan's words for what a sentiment suggests. */
export const DIRECTION_OF = { bullish: 'buy', bearish: 'sell', neutral: 'hold' } as const satisfies Record<
  Sentiment,
  string
>;

/** From this lean on a symbol is bullish or bearish. */
const MIN_LEAN = 0.2;
/** What a headline's undecided part counts against its decided part. */
const UNDECIDED_WEIGHT = 0.25;

export interface Verdict {
  sentiment: Sentiment;
  confidence: number;
}

/** The sentiment a polarity (−1 … 1) stands for. */
export function sentimentOf(polarity: number): Sentiment {
  return polarity > 0 ? 'bullish' : polarity < 0 ? 'bearish' : 'neutral';
}

/**
 * One sentiment out of the polarities of a symbol's headlines (at least one), and how sure it is, 0–1:
 * - lean = (up − down) ÷ (up + down + ¼ undecided), where up and down sum the polarities of either sign and
 *   undecided sums what each headline lacks to ±1. It is the share of all that was said that is on one side.
 * - evidence = 1 − 2⁻ⁿ for n headlines: each further headline halves the doubt that is left.
 * - confidence of bullish and bearish = |lean| × evidence; of neutral = (1 − |lean| ÷ 0.2) × evidence.
 * So it never falls when a headline moves towards the verdict or when there are more headlines of the same kind.
 */
export function verdictOf(polarities: readonly number[]): Verdict {
  const lean = leanOf(polarities);
  const evidence = 1 - 2 ** -polarities.length;
  if (Math.abs(lean) < MIN_LEAN) {
    return { sentiment: 'neutral', confidence: rounded((1 - Math.abs(lean) / MIN_LEAN) * evidence) };
  }
  return { sentiment: sentimentOf(lean), confidence: rounded(Math.abs(lean) * evidence) };
}

function leanOf(polarities: readonly number[]): number {
  const [up, down] = [sum(polarities.map((p) => Math.max(p, 0))), sum(polarities.map((p) => Math.max(-p, 0)))];
  const undecided = sum(polarities.map((p) => 1 - Math.abs(p)));
  return (up - down) / (up + down + UNDECIDED_WEIGHT * undecided);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** To three decimals: more would claim a precision that headlines do not have. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
