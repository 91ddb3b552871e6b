import type { Outcome } from '../src/domain/merge.ts';
import { addPipelineStats, type BatchStats } from '../src/storage/pipeline-stats.ts';

/** Counts what a batch did, by source of its events. */
export interface Tally {
  stored: (source: string, outcome: Outcome, lagMs: number) => void;
  retried: (source: string) => void;
  dead: (source: string) => void;
  stats: () => BatchStats[];
}

const zero = (source: string): BatchStats => ({
  source,
  attempts: 0,
  inserted: 0,
  updated: 0,
  noop: 0,
  stale: 0,
  retried: 0,
  dead: 0,
  lags: [],
});

export function emptyTally(): Tally {
  const bySource = new Map<string, BatchStats>();
  const of = (source: string): BatchStats => {
    const stats = bySource.get(source) ?? zero(source);
    bySource.set(source, stats);
    return stats;
  };
  const count = (source: string, counter: Outcome | 'retried' | 'dead'): void => {
    of(source).attempts += 1;
    of(source)[counter] += 1;
  };
  return {
    stored: (source, outcome, lagMs) => {
      count(source, outcome);
      // A redelivery says nothing of how long the first delivery took.
      if (outcome === 'inserted' || outcome === 'updated') of(source).lags.push(Math.max(0, lagMs));
    },
    retried: (source) => count(source, 'retried'),
    dead: (source) => {
      of(source).dead += 1;
    },
    stats: () => [...bySource.values()],
  };
}

/** What D1 did not take, of batches before: the failures of an outage are counted once it is over. */
let unsaved: BatchStats[] = [];
const MAX_UNSAVED = 1000;

/** Adds a batch's counts to the hour it ended in. `now` is epoch ms. */
export async function recordTally(db: D1Database, tally: Tally, now: number): Promise<void> {
  const stats = [...unsaved, ...tally.stats()];
  if (stats.length === 0) return;
  unsaved = [];
  try {
    await addPipelineStats(db, stats, new Date(now).toISOString());
  } catch (error) {
    unsaved = [...unsaved, ...stats].slice(-MAX_UNSAVED);
    throw error;
  }
}
