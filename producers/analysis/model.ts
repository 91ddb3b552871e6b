import { lexiconModel } from './lexicon-model.ts';
import { type TextClassifier, workersAiModel } from './workers-ai-model.ts';

/**
 * Reads headlines. `classify` gives one polarity a title, in their order: −1 (bearish) … 1 (bullish), and exactly 0
 * where the model takes no side. Throws ModelError.
 */
export interface SentimentModel {
  name: string;
  classify(titles: readonly string[], signal: AbortSignal): Promise<number[]>;
}

/** Workers AI where it is bound (`aiModel` names the model), else the lexicon, which runs anywhere. */
export function chooseModel(ai: TextClassifier | undefined, aiModel: string): SentimentModel {
  return ai ? workersAiModel(ai, aiModel) : lexiconModel;
}
