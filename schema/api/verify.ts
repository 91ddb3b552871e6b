import * as z from 'zod';
import { ANALYSIS_PREFIX } from '../primitives.ts';
import { KeyCursor, KeyPrefix, KvKey } from './backfills.ts';
import { dateRange, inOrder, Limit, MAX_PAGE, success } from './parameters.ts';

/**
 * How an execution stands in KV against D1. `same`: this version stands in D1, row for row. `different`: D1 holds an
 * older version, or rows that are not those of its version any more. `newer_in_d1`: D1 holds a later account of it.
 * `missing_in_kv`: D1 has it from a key that is gone (expired). `unreadable`: the value, or a run in it, is no execution.
 */
export const VERIFY_OUTCOMES = [
  'same',
  'missing_in_d1',
  'different',
  'newer_in_d1',
  'missing_in_kv',
  'unreadable',
] as const;
export const VerifyOutcome = z.enum(VERIFY_OUTCOMES);
export type VerifyOutcome = z.infer<typeof VerifyOutcome>;

/** What tells two accounts of an execution apart. */
export const AccountVersion = z.object({ revision: z.int(), content_hash: z.string() });
export type AccountVersion = z.infer<typeof AccountVersion>;

/** `fields` are JSON pointers to what differs, at most 50. */
export const VerifyEntry = z.object({
  key: z.string(),
  execution_key: z.string().nullable(),
  outcome: VerifyOutcome,
  fields: z.array(z.string()),
  /** Why a value is unreadable. */
  reason: z.string().nullable(),
  /** Whether sending it again brings D1 to what KV holds. */
  healable: z.boolean(),
  kv: AccountVersion.nullable(),
  d1: AccountVersion.nullable(),
});
export type VerifyEntry = z.infer<typeof VerifyEntry>;

/** Keys that one answer compares. */
export const VERIFY_PAGE = 100;

/** Query of GET /api/v1/verify. Which keys belong to a range: as with a backfill. */
export const VerifyQuery = z
  .strictObject({
    prefix: KeyPrefix.default(ANALYSIS_PREFIX),
    ...dateRange,
    limit: Limit.default(VERIFY_PAGE),
    cursor: KeyCursor.optional(),
  })
  .check(inOrder);
export type VerifyQuery = z.infer<typeof VerifyQuery>;

/**
 * First the keys of KV in their order, then the executions of D1 whose keys are gone. `counts` are those of this page;
 * a page may be empty and not the last.
 */
export const VerifyAnswer = z.object({
  success,
  counts: z.record(VerifyOutcome, z.int()),
  entries: z.array(VerifyEntry),
  next_cursor: z.string().nullable(),
});
export type VerifyAnswer = z.infer<typeof VerifyAnswer>;

/** Body of POST /api/v1/verify/heal: some keys, or a page of a range as GET /api/v1/verify has it. */
export const HealInput = z
  .strictObject({
    keys: z.array(KvKey).min(1).max(VERIFY_PAGE).optional(),
    prefix: KeyPrefix.optional(),
    ...dateRange,
    limit: z.int().min(1).max(MAX_PAGE).optional(),
    cursor: KeyCursor.optional(),
  })
  .check(inOrder)
  .check(({ value, issues }) => {
    const { keys, ...range } = value;
    if (keys === undefined) return;
    for (const [name, member] of Object.entries<unknown>(range)) {
      if (member === undefined) continue;
      issues.push({ code: 'custom', message: 'goes without keys only', path: [name], input: member });
    }
  });
export type HealInput = z.infer<typeof HealInput>;

/** 202: `entries` is what was sent. The next page is healed by the same body with this cursor. */
export const HealAnswer = z.object({
  success,
  sent: z.int(),
  entries: z.array(VerifyEntry),
  next_cursor: z.string().nullable(),
});
export type HealAnswer = z.infer<typeof HealAnswer>;
