import { isPermanentD1Error } from '../src/domain/d1-errors.ts';
import type { Outcome } from '../src/domain/merge.ts';
import { type Incoming, persistExecutions } from '../src/storage/persist.ts';

/** What became of one of them: stored (or rightly not), refused for good, or worth another try. */
export type Fate =
  | { kind: 'stored'; outcome: Outcome }
  | { kind: 'refused'; detail: string }
  | { kind: 'retry'; detail: string };

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * How often a batch of the queue may ask D1 in search of culprits: an invocation has 50 queries on the free plan, and
 * the records of what is given up need some of them.
 */
export const MAX_TRIALS = 40;

/** What is left of the trials; shared by all that one batch of the queue stores. */
export interface Trials {
  left: number;
}

const tryAllAgain = (incoming: readonly Incoming[], detail: string): Fate[] =>
  incoming.map(() => ({ kind: 'retry', detail }));

/**
 * Stores a batch whole. When D1 refuses the rows, halves are tried until the culprit stands alone, so that its
 * neighbours commit; when D1 fails for another reason, or was asked often enough, all of the part is to be tried again.
 * Whoever comes first is tried first.
 */
export async function persistBatch(
  db: D1Database,
  incoming: readonly Incoming[],
  persistedAt: string,
  trials: Trials,
): Promise<Fate[]> {
  if (incoming.length === 0) return [];
  try {
    trials.left -= 1;
    const outcomes = await persistExecutions(db, incoming, persistedAt);
    return outcomes.map((outcome) => ({ kind: 'stored', outcome }));
  } catch (error) {
    const detail = messageOf(error);
    if (!isPermanentD1Error(error)) return tryAllAgain(incoming, detail);
    if (incoming.length === 1) return [{ kind: 'refused', detail }];
    const middle = Math.ceil(incoming.length / 2);
    const fates: Fate[] = [];
    for (const half of [incoming.slice(0, middle), incoming.slice(middle)]) {
      fates.push(...(trials.left > 0 ? await persistBatch(db, half, persistedAt, trials) : tryAllAgain(half, detail)));
    }
    return fates;
  }
}
