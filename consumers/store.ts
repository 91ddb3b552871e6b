import type { JobCompletedEvent } from '../schema/event.ts';
import { contentHash } from '../src/domain/content-hash.ts';
import { type Incoming, incoming } from '../src/storage/persist.ts';
import { RowTooLarge } from '../src/storage/row-limits.ts';
import { type Job, type Passage, tryAgain } from './passage.ts';
import { type Fate, persistBatch } from './persist-batch.ts';
import type { ConsumerPorts } from './ports.ts';

/** The rows of a job; one that D1 could never hold is given up. */
async function rowsOf(passage: Passage, { message, event }: Job): Promise<Incoming | null> {
  try {
    return incoming(event, await contentHash(event.data));
  } catch (error) {
    if (!(error instanceof RowTooLarge)) throw error;
    const errors = [{ pointer: `/data${error.pointer}`, detail: error.message }];
    passage.given.push({ message, event, reason: 'row_too_large', detail: error.message, errors });
    return null;
  }
}

function conclude(passage: Passage, { message, event }: Job, fate: Fate): void {
  if (fate.kind === 'retry') {
    tryAgain(passage, { message, event, reason: 'retries_exhausted', detail: fate.detail }, event.source);
  } else if (fate.kind === 'refused') {
    passage.given.push({ message, event, reason: 'rejected_by_database', detail: fate.detail });
  } else {
    passage.verdicts.set(message, 'ack');
    passage.tally.stored(event.source, fate.outcome, passage.ports.now() - event.data.execution.revision);
  }
}

/** Whether an outbox entry stands behind a stored event; those that only the reconciler can know of it deletes. */
const isKept = (ports: ConsumerPorts, event: JobCompletedEvent): boolean =>
  (ports.outbox === 'always' && event.backfillid === undefined) || event.deadletterid !== undefined;

/** Whoever was retried most comes first: where D1 refuses more than can be searched, no sound row runs out of retries. */
const eldestFirst = (jobs: readonly Job[]): Job[] =>
  jobs.toSorted((one, other) => other.message.attempts - one.message.attempts);

/** Stores jobs in one D1 batch. `redeemed`: their outbox entries were their claim checks. */
export async function store(passage: Passage, given: readonly Job[], redeemed: boolean): Promise<void> {
  const { ports, trials } = passage;
  const jobs = eldestFirst(given);
  const made = await Promise.all(jobs.map((job) => rowsOf(passage, job)));
  const candidates = made.filter((each) => each !== null);
  const fitting = jobs.filter((_, i) => made[i] !== null);
  const fates = await persistBatch(ports.db, candidates, new Date(ports.now()).toISOString(), trials);
  fitting.forEach((job, i) => {
    const fate = fates[i];
    if (!fate) return;
    conclude(passage, job, fate);
    if (fate.kind === 'stored' && (redeemed || isKept(ports, job.event))) passage.settled.push(job.event.id);
  });
}
