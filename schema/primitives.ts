import * as z from 'zod';

/** Free names chosen by users: job types, report types, triggers. */
export const Label = z.string().regex(/^[A-Za-z0-9._:/-]{1,64}$/, 'must be 1–64 of A–Z a–z 0–9 . _ : / -');

export const TICKER_PATTERN = /^[A-Z0-9.^=-]{1,16}$/;

const TICKER_WANTED = 'must be 1–16 of A–Z 0–9 . ^ = -';

/** A ticker symbol, upper case. */
export const Ticker = z.string().regex(TICKER_PATTERN, TICKER_WANTED);

const isAscii = (text: string): boolean => !/[^\p{ASCII}]/u.test(text);

/** A ticker symbol as people type it; trimmed and upper-cased on the way in. Of other letters some become these: ß SS. */
export const TickerInput = z.string().trim().refine(isAscii, TICKER_WANTED).toUpperCase().pipe(Ticker);

/** What the keys of analyses in KV begin with. */
export const ANALYSIS_PREFIX = 'analysis_';

/** YYYY-MM-DD; the day must exist. Business dates are US Eastern calendar dates. */
export const BusinessDate = z.iso.date('must be an existing date, YYYY-MM-DD');

/** ISO-8601 in UTC with milliseconds: 2026-01-08T12:46:12.000Z. */
export const Instant = z.iso.datetime({
  precision: 3,
  error: 'must be ISO-8601 UTC with milliseconds, like 2026-01-08T12:46:12.000Z',
});

/** A time with its offset, in any precision; an Instant on the way in. */
export const InstantInput = z.iso
  .datetime({ offset: true, error: 'must be an ISO-8601 time with its offset, like 2026-01-08T12:46:12Z' })
  .transform((time) => new Date(time).toISOString());

/** Any JSON value; stored as given. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/**
 * Accepts anything: what comes here is JSON already, parsed from text or examined whole (src/domain/storable.ts).
 * `z.json()` would look at every value six times over, which took a third of a consumer's time.
 */
export const Json = z.unknown() as z.ZodType<Json>;

/** The 26 characters of a ULID. */
export const Ulid = z.ulid();
