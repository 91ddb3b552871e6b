import type { Grouping } from '../../schema/api/stats.ts';
import type { HistoryFilter, Position } from '../../src/storage/lanes.ts';

/** What is asked of a database, in words that both Workers' ends understand. */
export type Question =
  | { kind: 'history'; filter: HistoryFilter; limit: number; after: Position | null; offset: number }
  | { kind: 'detail'; id: number }
  | { kind: 'symbol'; symbol: string; limit: number; after: Position | null }
  | { kind: 'symbols'; limit: number }
  | { kind: 'stats'; from: string; to: string; by: Grouping }
  | { kind: 'nothing' }
  | { kind: 'coverage'; from: string; to: string };

export type Database = 'ours' | 'plan';

/** Milliseconds inside the Worker, and what the database says it read. */
export interface Measured {
  /** The fastest run: nearest to what a machine that does nothing else takes. */
  fastest: number;
  p50: number;
  p95: number;
  rows_read: number;
  rows: number;
}

export interface Asked {
  database: Database;
  question: Question;
  runs: number;
}
