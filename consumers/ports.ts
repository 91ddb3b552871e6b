import type { BackfillPageEvent } from '../schema/event.ts';
import type { Flags } from '../src/storage/flags.ts';
import type { Verdict } from './settle.ts';

/** What the consumers work with; src/index.ts hands it over. */
export interface ConsumerPorts {
  db: D1Database;
  kv: KVNamespace;
  /** `always`: every event of ours has an outbox entry to delete once it is stored. */
  outbox: 'always' | 'on-failure';
  flags: Flags;
  /** Epoch ms. */
  now: () => number;
  /** Work that outlives the batch and can neither fail nor slow it. */
  after: (work: Promise<unknown>) => void;
  /** Enumerates a page of a backfill; never throws. */
  backfillPage: (event: BackfillPageEvent, attempts: number) => Promise<Verdict>;
}
