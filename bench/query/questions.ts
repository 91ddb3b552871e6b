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

/** Milliseconds of a call inside the Worker. */
export interface Times {
  fastest: number;
  p50: number;
  p95: number;
  /** Of single calls, in the whole milliseconds that the runtime's clock shows. */
  single_p95: number;
}

/** What a question took, what SELECT 1 took in between, and what the database says it read. */
export interface Measured extends Times {
  floor: Times;
  /** How much longer a sample took than that of SELECT 1 just before it. */
  above: { p50: number; p95: number };
  /** How many calls in a row one sample timed; all but `single_p95` are of samples, shared among their calls. */
  calls: number;
  rows_read: number;
  rows: number;
}

export interface Asked {
  database: Database;
  question: Question;
  samples: number;
}
