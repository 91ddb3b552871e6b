import type { BackfillPorts } from '../../producers/backfill/ports.ts';
import type { ApiContext } from './context.ts';
import { Problem } from './problem.ts';
import { backfillPorts } from './producer-ports.ts';

/** The brake: what writes to D1 is a 409 while that is switched off. */
export async function assertWritesOn({ flags }: ApiContext): Promise<void> {
  if ((await flags()).d1_writes) return;
  throw new Problem(409, 'd1-writes-off', 'Writes to D1 are off', 'This writes to D1: switch d1_writes on first.');
}

/** What backfills and healing need; a 409 while writes to D1 are switched off. */
export async function writingPorts(context: ApiContext): Promise<BackfillPorts> {
  await assertWritesOn(context);
  return backfillPorts(context.env, await context.flags(), context.now);
}
