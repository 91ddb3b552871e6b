import { putEventBack } from '../src/storage/outbox.ts';
import type { Check, Job, Passage } from './passage.ts';

/** D1 writes are switched off: events go back into the outbox, where switching on finds them. Claim checks are there. */
export async function stow(
  { ports, verdicts }: Passage,
  jobs: readonly Job[],
  checks: readonly Check[],
): Promise<void> {
  for (const { message } of checks) verdicts.set(message, 'ack');
  const kept = await Promise.allSettled(jobs.map(({ event }) => putEventBack(ports.kv, event, true)));
  jobs.forEach(({ message }, i) => verdicts.set(message, kept[i]?.status === 'fulfilled' ? 'ack' : 'retry'));
}
