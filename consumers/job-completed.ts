import { deleteOutboxEntries } from '../src/storage/outbox.ts';
import { storeChecked } from './claim-checks.ts';
import { giveUp } from './give-up.ts';
import { type Passage, startPassage } from './passage.ts';
import type { ConsumerPorts } from './ports.ts';
import type { Verdicts } from './settle.ts';
import { sort } from './sort.ts';
import { store } from './store.ts';
import { stow } from './stow.ts';
import { recordTally } from './tally.ts';

/** What nobody waits for, and what can fail without harm: the reconciler deletes what is left. */
function finish({ ports, given, settled, tally }: Passage): void {
  for (const { event } of given) tally.dead(event?.source ?? 'unread');
  if (settled.length > 0) ports.after(deleteOutboxEntries(ports.kv, settled));
  if (ports.flags.d1_writes) ports.after(recordTally(ports.db, tally, ports.now()));
}

/** Stores what a batch of the queue `job-events` carries; every message gets a verdict, whatever the others do. */
export async function consumeJobEvents(ports: ConsumerPorts, messages: readonly Message[]): Promise<Verdicts> {
  const passage = startPassage(ports);
  const { jobs, checks, pages } = sort(passage, messages);
  if (ports.flags.d1_writes) {
    await store(passage, jobs, false);
    await storeChecked(passage, checks);
  } else await stow(passage, jobs, checks);
  await giveUp(ports, passage.given, passage.verdicts);
  for (const { message, event } of pages)
    passage.verdicts.set(message, await ports.backfillPage(event, message.attempts));
  finish(passage);
  return passage.verdicts;
}
