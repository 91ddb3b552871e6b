import * as z from 'zod';
import { Json, Label, Ticker } from './primitives.ts';

export const SENTIMENTS = ['bullish', 'bearish', 'neutral'] as const;
export const Sentiment = z.enum(SENTIMENTS);
export type Sentiment = z.infer<typeof Sentiment>;

/**
 * One row of what a run produced: `analysis_detail` (one symbol) or `report_snapshot` (a report); other types are
 * welcome. `confidence` is 0–1; `error` set means this symbol failed, for that reason. Absent values are null.
 */
export const Result = z.object({
  result_type: Label,
  symbol: Ticker.nullable().default(null),
  sentiment: Sentiment.nullable().default(null),
  confidence: z.number().min(0).max(1).nullable().default(null),
  direction: z.string().max(64).nullable().default(null),
  reasoning: z.string().nullable().default(null),
  signals: z.array(Json).nullable().default(null),
  news_count: z.int().nonnegative().nullable().default(null),
  error: z.string().nullable().default(null),
  report_content: Json.nullable().default(null),
  html_snapshot: z.string().nullable().default(null),
});
export type Result = z.infer<typeof Result>;
