import * as z from 'zod';
import { success } from './parameters.ts';

/** The emergency brake: what is written to D1, read from D1, written to KV. */
export const Flags = z.object({ d1_writes: z.boolean(), d1_reads: z.boolean(), kv_writes: z.boolean() });
export type Flags = z.infer<typeof Flags>;

/** What was set over HTTP; the rest comes from the variables. */
export const FlagOverrides = Flags.partial();
export type FlagOverrides = z.infer<typeof FlagOverrides>;

const Setting = z.boolean('must be true, false, or null for the default').nullable().optional();

/** PUT /api/v1/flags: some of the flags; null gives one back to its variable. */
export const FlagChange = z
  .strictObject({ d1_writes: Setting, d1_reads: Setting, kv_writes: Setting })
  .refine((change) => Object.keys(change).length > 0, { error: 'names no flag: d1_writes, d1_reads, kv_writes' });
export type FlagChange = z.infer<typeof FlagChange>;

/**
 * `flags` are in force: `overrides` over `defaults` (ENABLE_D1_WRITES, USE_D1_READS, ENABLE_KV_WRITES). A change
 * reaches every location within a minute. `overrides` is null while KV cannot be read; then the defaults hold.
 */
export const FlagsAnswer = z.object({
  success,
  flags: Flags,
  defaults: Flags,
  overrides: FlagOverrides.nullable(),
});
export type FlagsAnswer = z.infer<typeof FlagsAnswer>;
