import { attempt } from '../src/domain/attempt.ts';
import { putEventBack } from '../src/storage/outbox.ts';
import type { Check, Job, Passage } from './passage.ts';

/** D1 writes are switched off: events go back into the outbox, where switching on finds them. Claim checks are there. */
export async function stow(
  { ports, verdicts }: Passage,
  jobs: readonly Job[],
  checks: readonly Check[],
): Promise<void> {
  for (const { message } of checks) verdicts.set(message, 'ack');
  await Promise.all(
    jobs.map(async ({ message, event }) => {
      const kept = await attempt(putEventBack(ports.kv, event, true));
      if (!kept.ok) {
        console.warn(JSON.stringify({ message: 'event not put back', id: event.id, error: String(kept.error) }));
      }
      verdicts.set(message, kept.ok ? 'ack' : 'retry');
    }),
  );
}
