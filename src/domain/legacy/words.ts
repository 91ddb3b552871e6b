import type { Sentiment } from '../../../schema/result.ts';

const WORDS: Readonly<Record<Sentiment, readonly string[]>> = {
  bullish: ['bullish', 'up', 'positive', 'long', 'buy'],
  bearish: ['bearish', 'down', 'negative', 'short', 'sell'],
  neutral: ['neutral', 'unclear', 'mixed', 'hold'],
};

const SENTIMENT_OF = new Map<string, Sentiment>([
  ...WORDS.bullish.map((word) => [word, 'bullish'] as const),
  ...WORDS.bearish.map((word) => [word, 'bearish'] as const),
  ...WORDS.neutral.map((word) => [word, 'neutral'] as const),
]);

/** Words that stand where a sentiment or a status should and say that there is none. */
const FAILURES: ReadonlySet<string> = new Set(['skipped', 'failed', 'error', 'failure']);

/** Kinds of analysis that only replaced one that failed. */
const FAILED_ANALYSES: ReadonlySet<string> = new Set(['neutral_fallback', 'critical_failure', 'error', 'failed']);

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.trim().toLowerCase() : '');

/** Bullish, bearish or neutral for the words that old producers used for them, in any case; null for any other. */
export const sentimentOf = (value: unknown): Sentiment | null => SENTIMENT_OF.get(wordOf(value)) ?? null;

export const saysFailed = (value: unknown): boolean => FAILURES.has(wordOf(value));

export const isFailedAnalysis = (value: unknown): boolean => FAILED_ANALYSES.has(wordOf(value));
