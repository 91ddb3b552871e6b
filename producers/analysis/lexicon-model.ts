import Sentiment from 'sentiment';
import afinn from 'sentiment/languages/en/labels.json' with { type: 'json' };
import { EMOJI, MARKET_PHRASES } from './lexicon-phrases.ts';
import { NEGATORS, WEIGHTS } from './lexicon-words.ts';
import type { SentimentModel } from './model.ts';

const LANGUAGE = 'market-headlines';
/** AFINN rates everyday words; in a headline they say less than half of a word of the market. */
const AFINN_SHARE = 0.4;
/** How far back a negator reaches, in words. */
const NEGATION_REACH = 3;
/** "Not good" is less than bad: a negated word keeps three quarters of its weight, with the other sign. */
const NEGATED = -0.75;
/** A question ("Is it time to sell?") says half of what it asks. */
const QUESTION = 0.5;
/** A headline takes a side from this score on: one clear word of the market, or several that lean. */
export const MIN_SCORE = 1.5;
/** The score at which polarity is one half. */
const HALF_POLARITY = 2;

/** The sign is one that `normalise` takes out of a headline, so that no headline can spell a phrase's token. */
const phraseToken = (index: number): string => `§${index}`;

const labels: Record<string, number> = {};
const language = {
  labels,
  scoringStrategy: {
    apply: (tokens: string[], at: number, score: number) =>
      tokens.slice(Math.max(0, at - NEGATION_REACH), at).some((token) => NEGATORS.has(token)) ? score * NEGATED : score,
  },
};
const sentiment = new Sentiment();
sentiment.registerLanguage(LANGUAGE, language);
// Registering has put the package's emoji into the labels: they count as everyday words, and ours go in afterwards.
for (const [word, weight] of Object.entries({ ...labels, ...afinn })) labels[word] = weight * AFINN_SHARE;
for (const [word, weight] of [...WEIGHTS, ...EMOJI]) labels[word] = weight;
for (const word of NEGATORS) labels[word] = 0;
MARKET_PHRASES.forEach(({ weight }, index) => (labels[phraseToken(index)] = weight));

/** Lower case, one space between words, no cashtags, mentions, addresses or hyphens; "+3%" and "up 3%" in words. */
function normalise(title: string): string {
  return title
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/https?:\/\/\S+|[$@]\p{L}[\p{L}\p{N}._]*/gu, ' ')
    .replace(/(?:\bup (?:by |nearly |about |over )?|\+)\d[\d.,]*%/g, ' percent up ')
    .replace(/(?:\bdown (?:by |nearly |about |over )?|(?<![\p{L}\p{N}])[-−–])\d[\d.,]*%/gu, ' percent down ')
    .replace(/(\p{Extended_Pictographic})/gu, ' $1 ')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}'?]+/gu, ' ');
}

/** The sum of the weights in a headline, negation and questions considered; 0 where it says nothing. */
export function headlineScore(title: string): number {
  let text = normalise(title);
  MARKET_PHRASES.forEach(({ pattern }, index) => (text = text.replace(pattern, phraseToken(index))));
  const { score } = sentiment.analyze(text, { language: LANGUAGE });
  return title.trimEnd().endsWith('?') ? score * QUESTION : score;
}

/** −1 … 1, 0 below MIN_SCORE; grows with the score and never reaches the ends. */
export function polarityOfScore(score: number): number {
  return Math.abs(score) < MIN_SCORE ? 0 : score / (Math.abs(score) + HALF_POLARITY);
}

/** AFINN-165 (the `sentiment` package) with the language of markets added. Runs offline, anywhere. */
export const lexiconModel: SentimentModel = {
  name: 'lexicon-afinn165-market',
  classify: (titles) => Promise.resolve(titles.map((title) => polarityOfScore(headlineScore(title)))),
};
