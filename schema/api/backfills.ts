import * as z from 'zod';
import { ANALYSIS_PREFIX, Instant, Ulid } from '../primitives.ts';
import { DEFAULT_PAGE, dateRange, inOrder, Limit, success } from './parameters.ts';

/** `draining`: every key is listed, and what was sent is on its way into the database. */
export const BACKFILL_STATUSES = ['running', 'draining', 'finished', 'cancelled'] as const;
export const BackfillStatus = z.enum(BACKFILL_STATUSES);
export type BackfillStatus = z.infer<typeof BackfillStatus>;

/**
 * What became of a key. `noop`: the database had this version or a newer one; `skipped`: the value holds no execution
 * that can be stored, for the reason given; `expired`: listed, but gone when it was read. A key that holds several
 * executions counts once, as the first of these that one of them met: pending, dead, inserted, updated, noop, expired,
 * skipped.
 */
export const KEY_OUTCOMES = ['inserted', 'updated', 'noop', 'skipped', 'dead', 'expired'] as const;
export const KeyOutcome = z.enum([...KEY_OUTCOMES, 'pending']);
export type KeyOutcome = z.infer<typeof KeyOutcome>;

/** Keys by outcome. */
export const KeyCounts = z.object({
  inserted: z.int(),
  updated: z.int(),
  noop: z.int(),
  skipped: z.int(),
  dead: z.int(),
  expired: z.int(),
  pending: z.int(),
});
export type KeyCounts = z.infer<typeof KeyCounts>;

/**
 * What a finished backfill answers for: `enumerated` keys were listed, and it `adds_up` when each of them has one of the
 * outcomes. `keys_sha256` is the SHA-256 (hex) of the keys in the order of their UTF-8 bytes, each followed by a line
 * feed: two runs over the same keys have the same digest.
 */
export const Certificate = KeyCounts.omit({ pending: true }).extend({
  enumerated: z.int(),
  adds_up: z.boolean(),
  keys_sha256: z.string(),
});
export type Certificate = z.infer<typeof Certificate>;

export const Backfill = z.object({
  id: Ulid,
  prefix: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  dry_run: z.boolean(),
  status: BackfillStatus,
  /** Pages listed so far, the keys on them, and the last of these. */
  pages: z.int(),
  keys: z.int(),
  last_key: z.string().nullable(),
  /** Why it is not going on just now. */
  note: z.string().nullable(),
  certificate: Certificate.nullable(),
  created_at: Instant,
  updated_at: Instant,
  /** When the listing was complete. */
  listed_at: Instant.nullable(),
  finished_at: Instant.nullable(),
});
export type Backfill = z.infer<typeof Backfill>;

/** A key of a backfill. `runs` has the outcome of each execution that its value holds, by execution key. */
export const BackfillKey = z.object({
  key: z.string(),
  outcome: KeyOutcome,
  reason: z.string().nullable(),
  runs: z.record(z.string(), KeyOutcome),
  /** SHA-256 (hex) of the value as it was read. */
  raw_sha256: z.string().nullable(),
});
export type BackfillKey = z.infer<typeof BackfillKey>;

/** KV's own limit for a key. */
const MAX_KEY_BYTES = 512;

const fitsKv = (text: string): boolean => new TextEncoder().encode(text).length <= MAX_KEY_BYTES;
const TOO_LONG = `must not have more than ${MAX_KEY_BYTES} bytes of UTF-8`;

/** A key of a KV namespace. */
export const KvKey = z
  .string()
  .min(1)
  .max(MAX_KEY_BYTES)
  .refine(fitsKv, TOO_LONG)
  .refine((key) => key !== '.' && key !== '..', 'is no key that KV takes');

/** What the keys of a KV namespace begin with. */
export const KeyPrefix = z.string().min(1, 'must not be empty').max(256).refine(fitsKv, TOO_LONG);

/**
 * Body of POST /api/v1/backfills. With `from` or `to`, keys belong to it whose first date (YYYY-MM-DD) lies between
 * the two, both included.
 */
export const BackfillInput = z
  .strictObject({ prefix: KeyPrefix.default(ANALYSIS_PREFIX), ...dateRange, dry_run: z.boolean().default(false) })
  .check(inOrder);
export type BackfillInput = z.infer<typeof BackfillInput>;

/** 202: the first page is on the queue. Also the answer to cancel and resume. */
export const BackfillAnswer = z.object({ success, backfill: Backfill, status_url: z.string() });
export type BackfillAnswer = z.infer<typeof BackfillAnswer>;

/** GET /api/v1/backfills/:id */
export const BackfillDetailAnswer = z.object({ success, backfill: Backfill, counts: KeyCounts });
export type BackfillDetailAnswer = z.infer<typeof BackfillDetailAnswer>;

/** Where the next page begins; opaque. It has a KV key in it, which may be of 512 bytes. */
export const KeyCursor = z
  .string()
  .max(2048)
  .regex(/^[A-Za-z0-9_-]+$/, 'is not a cursor that this API gave out');

const page = { limit: Limit.default(DEFAULT_PAGE), cursor: KeyCursor.optional() };

/** Query of GET /api/v1/backfills. */
export const BackfillsQuery = z.strictObject(page);
export type BackfillsQuery = z.infer<typeof BackfillsQuery>;

/** Newest first. */
export const BackfillsAnswer = z.object({
  success,
  count: z.int(),
  backfills: z.array(Backfill),
  next_cursor: z.string().nullable(),
});
export type BackfillsAnswer = z.infer<typeof BackfillsAnswer>;

/** Query of GET /api/v1/backfills/:id/keys. */
export const BackfillKeysQuery = z.strictObject({ outcome: KeyOutcome.optional(), ...page });
export type BackfillKeysQuery = z.infer<typeof BackfillKeysQuery>;

/** In the order of the keys. */
export const BackfillKeysAnswer = z.object({
  success,
  count: z.int(),
  keys: z.array(BackfillKey),
  next_cursor: z.string().nullable(),
});
export type BackfillKeysAnswer = z.infer<typeof BackfillKeysAnswer>;
