import type { Json } from '../../../schema/primitives.ts';
import type { Result } from '../../../schema/result.ts';
import { failureOf } from './failure.ts';
import { firstOf, isList, isObject, member, type Path, paths, textOf, unwrapped } from './json.ts';
import { confidenceOf, countOf } from './numbers.ts';
import { storableJson, storableText } from './storable-json.ts';
import { epochOf } from './times.ts';
import { sentimentOf } from './words.ts';

// A verdict stands before what it was made of: the layers' first model speaks only where there is no verdict.
const SENTIMENT = paths(
  'sentiment',
  'sentiment.sentiment',
  'sentiment.label',
  'sentiment_analysis.sentiment',
  'signal.direction',
  'direction',
  'enhanced_prediction.direction',
  'trading_signals.primary_direction',
  'primary_direction',
  'overall_sentiment',
  'sentiment_layers.0.sentiment',
);
const CONFIDENCE = paths(
  'confidence',
  'sentiment.confidence',
  'sentiment_analysis.confidence',
  'signal.confidence',
  'enhanced_prediction.confidence',
  'confidence_metrics.overall_confidence',
  'trading_signals.overall_confidence',
  'overall_confidence',
  'sentiment_layers.0.confidence',
);
const DIRECTION = paths(
  'direction',
  'enhanced_prediction.direction',
  'signal.direction',
  'trading_signals.primary_direction',
  'primary_direction',
  'sentiment_analysis.direction',
);
const REASONING = paths(
  'reasoning',
  'sentiment_analysis.reasoning',
  'signal.reasoning',
  'trading_signals.entry_signals.reasoning',
  'enhanced_prediction.reasoning',
  'sentiment_layers.0.detailed_analysis.reasoning',
  'sentiment_layers.0.reasoning',
  'reason',
);
const NEWS_COUNT = paths(
  'news_count',
  'articles_count',
  'articles_analyzed',
  'news_data.total_articles',
  'sentiment_analysis.news_count',
  'sentiment_layers.0.detailed_analysis.articles_analyzed',
  'sentiment_layers.0.articles_analyzed',
);
const SIGNALS = paths('signals', 'trading_signals', 'sentiment_layers');

/** What one entry says of its symbol. `raw`: what it says that the result says otherwise, null if nothing. */
export interface EntryReading {
  result: Result;
  raw: Json;
  fallback: boolean;
  /** Epoch ms. */
  at: number | null;
}

const MAX_DIRECTION_LENGTH = 64;

function directionOf(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && text.length <= MAX_DIRECTION_LENGTH ? storableText(text) : null;
}

const signalsOf = (value: unknown): Json[] | null =>
  isList(value) && value.length > 0 ? value.map(storableJson) : null;

const scalarOf = (value: unknown): Json =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? storableJson(value) : null;

/** What stands where a field was read from, or would have been. */
const given = (entry: unknown, candidates: readonly Path[]): Json => firstOf(entry, candidates, scalarOf);

function differences(entry: unknown, symbol: string, result: Result): Json {
  const raw: [string, Json, Json][] = [
    ['symbol', storableText(symbol), result.symbol],
    ['sentiment', given(entry, SENTIMENT), result.sentiment],
    ['confidence', given(entry, CONFIDENCE), result.confidence],
    ['direction', given(entry, DIRECTION), result.direction],
    ['analysis_type', result.error === null ? null : given(entry, [['analysis_type']]), null],
  ];
  const different = raw.filter(([, before, after]) => before !== null && before !== after);
  return different.length === 0 ? null : Object.fromEntries(different.map(([name, before]) => [name, before]));
}

function resultOf(entry: unknown, ticker: string): Result {
  const error = failureOf(entry, SENTIMENT, CONFIDENCE);
  const reasoning = firstOf(entry, REASONING, textOf);
  return {
    result_type: 'analysis_detail',
    symbol: ticker,
    sentiment: error === null ? firstOf(entry, SENTIMENT, sentimentOf) : null,
    confidence: error === null ? firstOf(entry, CONFIDENCE, confidenceOf) : null,
    direction: error === null ? firstOf(entry, DIRECTION, directionOf) : null,
    reasoning: reasoning === null ? null : storableText(reasoning),
    signals: firstOf(entry, SIGNALS, signalsOf),
    news_count: firstOf(entry, NEWS_COUNT, countOf),
    error: error === null ? null : storableText(error),
    report_content: null,
    html_snapshot: null,
  };
}

const usedFallback = (entry: unknown): boolean =>
  member(entry, 'analysis_type') === 'fallback_sentiment_only' ||
  member(member(entry, 'analysis_metadata'), 'fallback_used') === true;

/** Reads what a value holds for one symbol. `symbol` is as written, `ticker` as we write it. */
export function readEntry(symbol: string, ticker: string, held: unknown): EntryReading {
  const value = unwrapped(held);
  // A map may hold the bare word: {"AAPL": "up"}.
  const entry = isObject(value) ? value : { sentiment: value };
  const result = resultOf(entry, ticker);
  return {
    result,
    raw: differences(entry, symbol, result),
    fallback: result.error === null && usedFallback(entry),
    at: epochOf(member(entry, 'timestamp')),
  };
}
