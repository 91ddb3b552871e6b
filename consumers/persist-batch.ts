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
 * Stores a batch whole. When D1 refuses the rows, halves are tried until the culprit stands alone, so that its
 * neighbours commit; when D1 fails for another reason, all of the failed part is to be tried again.
 */
export async function persistBatch(
  db: D1Database,
  incoming: readonly Incoming[],
  persistedAt: string,
): Promise<Fate[]> {
  if (incoming.length === 0) return [];
  try {
    const outcomes = await persistExecutions(db, incoming, persistedAt);
    return outcomes.map((outcome) => ({ kind: 'stored', outcome }));
  } catch (error) {
    const detail = messageOf(error);
    if (!isPermanentD1Error(error)) return incoming.map(() => ({ kind: 'retry', detail }));
    if (incoming.length === 1) return [{ kind: 'refused', detail }];
  }
  const middle = Math.ceil(incoming.length / 2);
  const first = await persistBatch(db, incoming.slice(0, middle), persistedAt);
  return [...first, ...(await persistBatch(db, incoming.slice(middle), persistedAt))];
}
