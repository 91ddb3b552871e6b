import type { ClaimCheckEvent, JobCompletedEvent } from '../schema/event.ts';
import { MAX_RETRIES } from '../src/domain/backoff.ts';
import type { GivenUp } from './give-up.ts';
import { MAX_TRIALS, type Trials } from './persist-batch.ts';
import type { ConsumerPorts } from './ports.ts';
import type { Verdicts } from './settle.ts';
import { emptyTally, type Tally } from './tally.ts';

/** A message and the event that it carries. */
export interface Carried<T> {
  message: Message;
  event: T;
}
export type Job = Carried<JobCompletedEvent>;
export type Check = Carried<ClaimCheckEvent>;

/** The batch on its way: what is given up is collected and recorded together, each message gets its verdict. */
export interface Passage {
  ports: ConsumerPorts;
  verdicts: Verdicts;
  given: GivenUp[];
  /** Events whose outbox entries have done their work. */
  settled: string[];
  tally: Tally;
  trials: Trials;
}

export const startPassage = (ports: ConsumerPorts): Passage => ({
  ports,
  verdicts: new Map(),
  given: [],
  settled: [],
  tally: emptyTally(),
  trials: { left: MAX_TRIALS },
});

/** Retries a message; after its last retry it is given up with the error that it met. */
export function tryAgain(passage: Passage, given: GivenUp, source: string): void {
  if (given.message.attempts > MAX_RETRIES) passage.given.push(given);
  else passage.verdicts.set(given.message, 'retry');
  passage.tally.retried(source);
}
