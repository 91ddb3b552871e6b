import type { Json } from '../../schema/primitives.ts';
import { Result, type Sentiment } from '../../schema/result.ts';
import { clip } from '../../src/domain/text.ts';
import type { Article } from './news.ts';
import { DIRECTION_OF, rounded, sentimentOf, verdictOf } from './verdict.ts';

export const MAX_REASONING_CHARS = 1_000;
/** A symbol's signals name at most this many headlines; all of them count. */
export const MAX_SIGNALS = 50;
const MAX_QUOTE_CHARS = 140;
const SAMPLE_NOTE = 'Made of sample headlines, not of news. ';

/** An article and what the model read in it: −1 (bearish) … 1 (bullish). */
export interface ScoredArticle {
  article: Article;
  polarity: number;
}

/** What a run says about a symbol, out of its headlines (at least one). */
export function symbolResult(symbol: string, scored: readonly ScoredArticle[]): Result {
  const { sentiment, confidence } = verdictOf(scored.map(({ polarity }) => polarity));
  return Result.parse({
    result_type: 'analysis_detail',
    symbol,
    sentiment,
    confidence,
    direction: DIRECTION_OF[sentiment],
    reasoning: reasoningOf(sentiment, scored),
    signals: scored.slice(0, MAX_SIGNALS).map(signalOf),
    news_count: scored.length,
  });
}

/** What a run says about a symbol it could not judge: the reason, and nothing else. */
export function failedResult(symbol: string, reason: string): Result {
  return Result.parse({ result_type: 'analysis_detail', symbol, error: reason });
}

function signalOf({ article, polarity }: ScoredArticle): Json {
  return { type: 'headline', sentiment: sentimentOf(polarity), strength: rounded(Math.abs(polarity)), ...article };
}

/** The verdict in words and the headlines behind it, strongest first; at most MAX_REASONING_CHARS. */
function reasoningOf(sentiment: Sentiment, scored: readonly ScoredArticle[]): string {
  const strongest = scored.toSorted((a, b) => Math.abs(b.polarity) - Math.abs(a.polarity));
  const [up, down] = [
    strongest.filter(({ polarity }) => polarity > 0),
    strongest.filter(({ polarity }) => polarity < 0),
  ];
  const undecided = strongest.filter(({ polarity }) => polarity === 0);
  const [first, second] = sentiment === 'bearish' ? [down, up] : [up, down];
  const parts = [
    `${scored.some(({ article }) => article.sample) ? SAMPLE_NOTE : ''}${countsOf(sentiment, up.length, down.length, undecided.length)}`,
    ...quotes(sentiment === 'bearish' ? 'Down' : 'Up', first, 3),
    ...quotes(sentiment === 'bearish' ? 'Up' : 'Down', second, 2),
    ...(up.length + down.length === 0 ? quotes('Read', undecided, 3) : []),
  ];
  return clip(parts.join(' '), MAX_REASONING_CHARS);
}

function countsOf(sentiment: Sentiment, up: number, down: number, undecided: number): string {
  const all = up + down + undecided;
  return `${sentiment} on ${all} headline${all === 1 ? '' : 's'}: ${up} up, ${down} down, ${undecided} undecided.`;
}

function quotes(label: string, scored: readonly ScoredArticle[], max: number): string[] {
  if (scored.length === 0) return [];
  const quoted = scored.slice(0, max).map(({ article, polarity }) => {
    const strength = polarity === 0 ? '' : ` (${polarity > 0 ? '+' : '−'}${Math.abs(polarity).toFixed(2)})`;
    return `“${clip(article.title, MAX_QUOTE_CHARS)}”${strength}`;
  });
  return [`${label}: ${quoted.join('; ')}.`];
}
