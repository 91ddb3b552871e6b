import * as z from 'zod';
import { Label, Ticker } from '../primitives.ts';
import { Change } from '../report-content.ts';
import { SENTIMENTS } from '../result.ts';
import { Cursor, dateRange, inOrder, Limit, success } from './parameters.ts';

/** What one run said of a symbol. `error` set: it failed for that reason. */
export const Observation = z.object({
  job_id: z.int(),
  execution_key: z.string().nullable(),
  ordinal: z.int(),
  result_type: z.string(),
  job_type: z.string(),
  report_type: z.string().nullable(),
  trigger: z.string().nullable(),
  status: z.string(),
  execution_date: z.string().nullable(),
  executed_at: z.string(),
  sentiment: z.enum(SENTIMENTS).nullable(),
  confidence: z.number().nullable(),
  direction: z.string().nullable(),
  news_count: z.int().nullable(),
  error: z.string().nullable(),
});
export type Observation = z.infer<typeof Observation>;

/** Query of GET /api/v1/symbols: symbols in alphabetical order. */
export const SymbolsQuery = z.strictObject({ limit: Limit.optional(), cursor: Cursor.optional() });
export type SymbolsQuery = z.infer<typeof SymbolsQuery>;

/** Each with what was last said of it. */
export const SymbolsAnswer = z.object({
  success,
  count: z.int(),
  symbols: z.array(z.object({ symbol: Ticker, latest: Observation })),
  next_cursor: z.string().nullable(),
  source: z.literal('d1'),
});
export type SymbolsAnswer = z.infer<typeof SymbolsAnswer>;

/** Query of GET /api/v1/symbols/:symbol. */
export const SymbolQuery = z
  .strictObject({ type: Label.optional(), ...dateRange, limit: Limit.optional(), cursor: Cursor.optional() })
  .check(inOrder);
export type SymbolQuery = z.infer<typeof SymbolQuery>;

/**
 * An observation against the ones before it. `change`: how its sentiment stands to that of the observation just before;
 * null for the first. `flip`: bullish turned bearish or the reverse, neutral ones passed over.
 */
export const SymbolPoint = Observation.extend({
  change: Change.nullable(),
  flip: z.object({ from: z.enum(SENTIMENTS), to: z.enum(SENTIMENTS) }).nullable(),
});
export type SymbolPoint = z.infer<typeof SymbolPoint>;

/** Newest first. */
export const SymbolAnswer = z.object({
  success,
  symbol: Ticker,
  count: z.int(),
  flips: z.int(),
  points: z.array(SymbolPoint),
  next_cursor: z.string().nullable(),
  source: z.literal('d1'),
});
export type SymbolAnswer = z.infer<typeof SymbolAnswer>;
