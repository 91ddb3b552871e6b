import type { BackfillPorts } from '../../producers/backfill-ports.ts';
import type { ApiContext } from './context.ts';
import { Problem } from './problem.ts';
import { backfillPorts } from './producer-ports.ts';

/** What backfills and healing need; a 409 while writes to D1 are switched off. */
export async function writingPorts(context: ApiContext): Promise<BackfillPorts> {
  const flags = await context.flags();
  if (flags.d1_writes) return backfillPorts(context.env, flags, context.now);
  throw new Problem(409, 'd1-writes-off', 'Writes to D1 are off', 'This writes to D1: switch d1_writes on first.');
}
