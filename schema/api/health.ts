import * as z from 'zod';
import { Flags } from './flags.ts';

/** GET /api/v1/health: 200, or 503 with the same body while a binding does not answer. */
export const HealthAnswer = z.object({
  success: z.boolean(),
  status: z.enum(['ok', 'degraded']),
  bindings: z.object({ d1: z.boolean(), kv: z.boolean() }),
  flags: Flags,
});
export type HealthAnswer = z.infer<typeof HealthAnswer>;
