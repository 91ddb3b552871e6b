import type { Json } from '../../../schema/primitives.ts';
import { firstOf, isList, member, type Path, paths, textOf } from './json.ts';
import { confidenceOf } from './numbers.ts';
import { isFailedAnalysis, saysFailed, sentimentOf } from './words.ts';

const STATUS = paths('status', 'sentiment_status', 'sentiment_analysis.status');
const ERROR = paths(
  'error',
  'failure_reason',
  'analysis_metadata.errors',
  'sentiment_analysis.error',
  'confidence_metrics.error',
  'trading_signals.error',
);

/** An error as text: a message, a list of them, or an object with a `message`. Null for none. */
export function errorText(value: unknown): string | null {
  if (isList(value))
    return (
      value
        .map(errorText)
        .filter((text) => text !== null)
        .join('; ') || null
    );
  if (typeof value !== 'object' || value === null) return textOf(value);
  return textOf(member(value, 'message')) ?? (Object.keys(value).length === 0 ? null : JSON.stringify(value));
}

/** The first word that says either what the sentiment is or that there is none. */
const verdictOf = (value: unknown): 'failed' | 'known' | null =>
  saysFailed(value) ? 'failed' : sentimentOf(value) === null ? null : 'known';

/** What an entry says outright: an error of its own, a failed kind of analysis, a failed status or sentiment. */
function statedFailure(entry: unknown, sentiment: readonly Path[]): string | null {
  const analysisType = member(entry, 'analysis_type');
  if (isFailedAnalysis(analysisType)) return `stored with analysis_type ${String(analysisType)}`;
  if (member(member(entry, 'analysis_metadata'), 'fully_failed') === true) return 'stored as fully failed';
  if (firstOf(entry, STATUS, (value) => (saysFailed(value) ? true : null))) return 'stored with a failed status';
  if (member(entry, 'success') === false || member(entry, 'failed') === true) return 'stored as failed';
  if (firstOf(entry, sentiment, verdictOf) === 'failed') return 'stored with a failed sentiment';
  return errorText(member(entry, 'error')) === null ? null : 'stored with an error';
}

const anything = (value: unknown): Json => (typeof value === 'string' && value.trim() !== '' ? value : null);

/**
 * Why a symbol failed, or null when it did not. A failure word is no sentiment; an entry that holds neither a
 * sentiment nor a confidence holds no result.
 */
export function failureOf(entry: unknown, sentiment: readonly Path[], confidence: readonly Path[]): string | null {
  const stated = statedFailure(entry, sentiment);
  if (stated !== null) return firstOf(entry, ERROR, errorText) ?? stated;
  const holdsAny = firstOf(entry, sentiment, anything) !== null || firstOf(entry, confidence, confidenceOf) !== null;
  return holdsAny ? null : 'the stored value holds no result for this symbol';
}
