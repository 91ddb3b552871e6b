import * as z from 'zod';
import { BusinessDate } from '../schema/primitives.ts';
import { attempt } from '../src/domain/attempt.ts';
import { readAtMost } from '../src/domain/read-at-most.ts';
import type { Moves } from '../src/domain/reports/end-of-day.ts';
import { within } from './deadline.ts';
import { mapAtMost } from './map-at-most.ts';

/** Why a symbol has no price; the message holds nothing of the source's address. */
export class PriceError extends Error {
  override readonly name = 'PriceError';
  readonly code = 'no_price';
}

/**
 * What PRICE_URL answers for a symbol: the day's close (or last price) and the close before it, in any currency.
 * `date`, where the source gives it, is the trading day of `close`.
 */
export const Quote = z.object({
  close: z.number().positive(),
  previous_close: z.number().positive(),
  date: BusinessDate.optional(),
});
export type Quote = z.infer<typeof Quote>;

/** Where prices come from. Throws what keeps a symbol from having one. */
export type PriceSource = (symbol: string, signal: AbortSignal) => Promise<Quote>;

export interface PriceLimits {
  concurrency: number;
  /** For one symbol's answer. */
  timeoutMs: number;
  /** For all symbols: those without a price by then stay without. */
  totalTimeoutMs: number;
  maxBytes: number;
}

export const PRICE_LIMITS: PriceLimits = {
  concurrency: 6,
  timeoutMs: 5_000,
  totalTimeoutMs: 12_000,
  maxBytes: 64_000,
};

async function textOf(response: Response, maxBytes: number): Promise<string> {
  const bytes = await readAtMost(response.body, maxBytes);
  if (!bytes) throw new PriceError(`the price source sent more than ${maxBytes} bytes`);
  return new TextDecoder().decode(bytes);
}

/** Prices by URL template, `{symbol}` in it. */
export const pricesFrom =
  (template: string, { maxBytes }: Pick<PriceLimits, 'maxBytes'> = PRICE_LIMITS): PriceSource =>
  async (symbol, signal) => {
    const url = template.replaceAll('{symbol}', encodeURIComponent(symbol));
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
    if (!response.ok) throw new PriceError(`the price source answered with HTTP status ${response.status}`);
    const body: unknown = JSON.parse(await textOf(response, maxBytes));
    return Quote.parse(body);
  };

const movePercent = ({ close, previous_close }: Quote): number =>
  Math.round((close / previous_close - 1) * 1_000_000) / 10_000;

const reasonOf = (error: unknown): string =>
  error instanceof PriceError ? error.message : error instanceof Error ? error.name : 'unknown';

/**
 * How far each symbol moved on `date`, in per cent of the close before. A symbol whose source fails, or speaks of
 * another day, has no move: the reason is logged, without the address, which may hold a token.
 */
export async function movesOf(
  source: PriceSource,
  symbols: readonly string[],
  date: string,
  limits: PriceLimits = PRICE_LIMITS,
): Promise<NonNullable<Moves>> {
  const moves = new Map<string, number>();
  const signal = AbortSignal.timeout(limits.totalTimeoutMs);
  const late = () => new PriceError(`no price within ${limits.timeoutMs / 1000} s`);
  await mapAtMost(limits.concurrency, [...new Set(symbols)], async (symbol) => {
    const answer = await attempt(within(limits.timeoutMs, signal, late, (each) => source(symbol, each)));
    if (!answer.ok) {
      console.warn(JSON.stringify({ message: 'no price', symbol, error: reasonOf(answer.error) }));
    } else if ((answer.value.date ?? date) === date) moves.set(symbol, movePercent(answer.value));
  });
  return moves;
}
