import type { PublishPorts } from '../publish.ts';

/** What backfills and verification work with. */
export interface BackfillPorts extends Pick<PublishPorts, 'kv' | 'queue' | 'd1Writes'> {
  db: D1Database;
  /** Epoch ms. */
  now: () => number;
}

export const instant = ({ now }: Pick<BackfillPorts, 'now'>): string => new Date(now()).toISOString();
