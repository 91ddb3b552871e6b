import { SENTIMENTS, type Sentiment } from '../../schema/result.ts';

/** What a classifier got right. F1 of a class it neither finds nor misses wrongly is 0. */
export interface Score {
  accuracy: number;
  macro_f1: number;
  classes: Record<Sentiment, { precision: number; recall: number; f1: number }>;
}

/** Scores predictions against labels, in the same order. */
export function scoreOf(labels: readonly Sentiment[], predicted: readonly Sentiment[]): Score {
  const right = labels.filter((label, index) => label === predicted[index]).length;
  const classes = {
    bullish: classScore('bullish', labels, predicted),
    bearish: classScore('bearish', labels, predicted),
    neutral: classScore('neutral', labels, predicted),
  };
  const macroF1 = SENTIMENTS.reduce((sum, sentiment) => sum + classes[sentiment].f1, 0) / SENTIMENTS.length;
  return { accuracy: rounded(right / labels.length), macro_f1: rounded(macroF1), classes };
}

function classScore(sentiment: Sentiment, labels: readonly Sentiment[], predicted: readonly Sentiment[]) {
  const hits = labels.filter((label, index) => label === sentiment && predicted[index] === sentiment).length;
  const [actual, claimed] = [labels, predicted].map((list) => list.filter((one) => one === sentiment).length);
  return {
    precision: rounded(hits / (claimed || 1)),
    recall: rounded(hits / (actual || 1)),
    f1: rounded((2 * hits) / ((actual ?? 0) + (claimed ?? 0) || 1)),
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
