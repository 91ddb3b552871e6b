import * as z from 'zod';
import { BusinessDate, Ticker } from './primitives.ts';
import { Sentiment } from './result.ts';

const Share = z.number().min(0).max(1);
const Count = z.int().nonnegative();

/** What was said of a symbol at one time of the day. */
export const Call = z.object({ sentiment: Sentiment.nullable(), confidence: Share.nullable() });
export type Call = z.infer<typeof Call>;

/** What was said of a symbol, with its grounds. Long texts are cut; the stored result has them whole. */
export const SymbolCall = Call.extend({
  symbol: Ticker,
  direction: z.string().nullable(),
  reasoning: z.string().nullable(),
  signals: z.array(z.string()),
  news_count: Count.nullable(),
});
export type SymbolCall = z.infer<typeof SymbolCall>;

export const FailedSymbol = z.object({ symbol: Ticker, reason: z.string() });
export type FailedSymbol = z.infer<typeof FailedSymbol>;

/**
 * All symbols taken together. `score` is the mean of their sentiments (bullish 1, neutral 0, bearish −1) weighted by
 * confidence; above 0.2 the outlook is bullish, below −0.2 bearish.
 */
export const Outlook = z.object({
  sentiment: Sentiment,
  score: z.number().min(-1).max(1),
  average_confidence: Share,
  bullish: Count,
  bearish: Count,
  neutral: Count,
});
export type Outlook = z.infer<typeof Outlook>;

/**
 * A symbol later in the day against the morning. `reversed`: bullish became bearish or the other way round.
 * `shifted`: to or from neutral. `incomplete`: one of the two is missing or failed.
 */
export const CHANGES = ['reversed', 'shifted', 'consistent', 'incomplete'] as const;
export const Change = z.enum(CHANGES);
export type Change = z.infer<typeof Change>;

const ChangeCounts = z.object({ reversed: Count, shifted: Count, consistent: Count, incomplete: Count });
export type ChangeCounts = z.infer<typeof ChangeCounts>;

export const PreMarketContent = z.object({
  outlook: Outlook.nullable(),
  threshold: Share,
  high_confidence: z.array(SymbolCall),
  others: z.array(SymbolCall),
  failed: z.array(FailedSymbol),
});
export type PreMarketContent = z.infer<typeof PreMarketContent>;

export const IntradaySymbol = z.object({
  symbol: Ticker,
  change: Change,
  morning: Call.nullable(),
  midday: Call.nullable(),
  confidence_change: z.number().min(-1).max(1).nullable(),
  reason: z.string().nullable(),
});
export type IntradaySymbol = z.infer<typeof IntradaySymbol>;

export const IntradayContent = z.object({ counts: ChangeCounts, symbols: z.array(IntradaySymbol) });
export type IntradayContent = z.infer<typeof IntradayContent>;

/** The day's move of a price, in per cent of the close before; `agrees`: whether the morning's call said so. */
export const MarketMove = z.object({
  percent: z.number(),
  direction: z.enum(['up', 'down', 'flat']),
  agrees: z.boolean().nullable(),
});
export type MarketMove = z.infer<typeof MarketMove>;

export const EndOfDaySymbol = z.object({
  symbol: Ticker,
  change: Change,
  morning: Call.nullable(),
  midday: Call.nullable(),
  close: Call.nullable(),
  reasoning: z.string().nullable(),
  market: MarketMove.nullable(),
  reason: z.string().nullable(),
});
export type EndOfDaySymbol = z.infer<typeof EndOfDaySymbol>;

export const EndOfDayContent = z.object({
  outlook: Outlook.nullable(),
  counts: ChangeCounts,
  symbols: z.array(EndOfDaySymbol),
  accuracy: z.object({ compared: Count, agreed: Count, rate: Share }).nullable(),
});
export type EndOfDayContent = z.infer<typeof EndOfDayContent>;

export const WeekDay = z.object({
  date: BusinessDate,
  analysed: Count,
  failed: Count,
  average_confidence: Share.nullable(),
  outlook: Outlook.nullable(),
});
export type WeekDay = z.infer<typeof WeekDay>;

export const WeekSymbol = z.object({
  symbol: Ticker,
  days: z.array(Call.extend({ date: BusinessDate, error: z.string().nullable() }).nullable()),
  bullish: Count,
  bearish: Count,
  neutral: Count,
  failed: Count,
  average_confidence: Share.nullable(),
  flips: Count,
});
export type WeekSymbol = z.infer<typeof WeekSymbol>;

/** Bullish became bearish or the other way round, neutral days in between left out. */
export const Flip = z.object({ symbol: Ticker, date: BusinessDate, from: Sentiment, to: Sentiment });
export type Flip = z.infer<typeof Flip>;

export const WeeklyContent = z.object({
  week: z.string(),
  from: BusinessDate,
  to: BusinessDate,
  days: z.array(WeekDay),
  symbols: z.array(WeekSymbol),
  flips: z.array(Flip),
});
export type WeeklyContent = z.infer<typeof WeeklyContent>;
