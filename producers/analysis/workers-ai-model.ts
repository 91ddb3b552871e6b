import * as z from 'zod';
import { ModelError } from './errors.ts';
import type { SentimentModel } from './model.ts';

/** What we use of the Workers AI binding. Its answer is parsed, not trusted. */
export interface TextClassifier {
  run(model: string, input: { text: string }): Promise<unknown>;
}

/** A text classifier's answer, as distilbert-sst-2 gives it: a probability for each of POSITIVE and NEGATIVE. */
const Classification = z
  .array(z.object({ label: z.string().toUpperCase(), score: z.number().min(0).max(1) }))
  .transform((labels) => new Map(labels.map(({ label, score }) => [label, score])))
  .refine((scores) => scores.has('POSITIVE') && scores.has('NEGATIVE'));

/** The two labels leave no room for neutral: below this lead of one over the other, no side is taken. */
const MIN_LEAD = 0.5;

/** Runs the text classification model named `model` on Workers AI, one title at a time (a call takes one text). */
export function workersAiModel(ai: TextClassifier, model: string): SentimentModel {
  return {
    name: model,
    classify: async (titles, signal) => {
      const polarities: number[] = [];
      for (const text of titles) {
        signal.throwIfAborted();
        polarities.push(polarityOf(await run(ai, model, text)));
      }
      return polarities;
    },
  };
}

async function run(ai: TextClassifier, model: string, text: string): Promise<unknown> {
  try {
    return await ai.run(model, { text });
  } catch (error) {
    throw new ModelError('model_failed', 'the sentiment model could not be run', { cause: error });
  }
}

function polarityOf(output: unknown): number {
  const parsed = Classification.safeParse(output);
  if (!parsed.success) {
    const message = 'the sentiment model gave an answer that cannot be read as POSITIVE and NEGATIVE scores';
    throw new ModelError('model_output', message, { cause: parsed.error });
  }
  const lead = (parsed.data.get('POSITIVE') ?? 0) - (parsed.data.get('NEGATIVE') ?? 0);
  return Math.abs(lead) < MIN_LEAD ? 0 : lead;
}
