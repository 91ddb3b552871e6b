import type { Call, FailedSymbol, Outlook, SymbolCall } from '../../../schema/report-content.ts';
import type { Result } from '../../../schema/result.ts';
import type { StoredRun } from './day-parts.ts';
import { quote, signalLabels } from './text.ts';

/** The result of one symbol. */
export interface SymbolResult extends Result {
  symbol: string;
}

const isSymbolResult = (result: Result): result is SymbolResult =>
  result.result_type === 'analysis_detail' && result.symbol !== null;

/** A run's results by symbol, in the order of the run. Of several for one symbol the first that did not fail. */
export function resultsBySymbol(run: StoredRun | null): Map<string, SymbolResult> {
  const bySymbol = new Map<string, SymbolResult>();
  for (const result of run?.results.filter(isSymbolResult) ?? []) {
    const known = bySymbol.get(result.symbol);
    if (known === undefined || known.error !== null) bySymbol.set(result.symbol, result);
  }
  return bySymbol;
}

/** What was said of a symbol; null when it failed or was not analysed. */
export const callOf = (result: Result | undefined): Call | null =>
  result === undefined || result.error !== null ? null : { sentiment: result.sentiment, confidence: result.confidence };

export const symbolCall = (result: SymbolResult): SymbolCall => ({
  symbol: result.symbol,
  sentiment: result.sentiment,
  confidence: result.confidence,
  direction: result.direction,
  reasoning: result.reasoning === null ? null : quote(result.reasoning),
  signals: signalLabels(result.signals),
  news_count: result.news_count,
});

export const failedSymbol = (result: SymbolResult): FailedSymbol => ({
  symbol: result.symbol,
  reason: quote(result.error ?? ''),
});

/** Four decimals: what is said of confidence does not stand on more. */
export const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** Mean of the known values; null when none is known. */
export function average(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : rounded(known.reduce((sum, value) => sum + value, 0) / known.length);
}

const SIGN = { bullish: 1, neutral: 0, bearish: -1 } as const;
const LEANING = 0.2;

/** All symbols taken together (the rule stands at the schema); null when no confidence is known, or all are 0. */
export function outlookOf(calls: readonly (Call | null)[]): Outlook | null {
  const known = calls.flatMap((call) =>
    call?.sentiment && call.confidence !== null ? [{ sentiment: call.sentiment, confidence: call.confidence }] : [],
  );
  const weight = known.reduce((sum, call) => sum + call.confidence, 0);
  if (weight === 0) return null;
  const score = known.reduce((sum, call) => sum + SIGN[call.sentiment] * call.confidence, 0) / weight;
  const count = (sentiment: keyof typeof SIGN) => known.filter((call) => call.sentiment === sentiment).length;
  return {
    sentiment: score > LEANING ? 'bullish' : score < -LEANING ? 'bearish' : 'neutral',
    score: rounded(Math.min(1, Math.max(-1, score))),
    average_confidence: rounded(weight / known.length),
    bullish: count('bullish'),
    bearish: count('bearish'),
    neutral: count('neutral'),
  };
}
