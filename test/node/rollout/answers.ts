import * as z from 'zod';

/** What the commands print with --json, as far as it is looked at. */
const Comparison = z.object({ table: z.string(), rows: z.int(), unchanged: z.boolean() });
export const Migrated = z.object({
  filled: z.int(),
  tables: z.array(Comparison),
  pending: z.array(z.object({ name: z.string() })),
});
const Counts = z.record(z.string(), z.int());
export const Backfilled = z.object({
  backfill: z.object({
    status: z.literal('finished'),
    certificate: z
      .object({ enumerated: z.int(), adds_up: z.boolean(), dead: z.int(), keys_sha256: z.string() })
      .catchall(z.int()),
  }),
});
export const Verified = z.object({
  counts: Counts,
  faults: z.array(z.unknown()),
  unreadable: z.array(z.object({ key: z.string() })),
});
export const Conditions = z.object({
  conditions: z.array(z.object({ name: z.string(), holds: z.boolean(), found: z.string() })),
});
export const FlagsAnswer = z.object({ flags: z.record(z.string(), z.boolean()) });
