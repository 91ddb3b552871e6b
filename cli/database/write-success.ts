import * as z from 'zod';
import { CommandError } from '../entry.ts';
import { query } from './query.ts';
import type { Target } from './target.ts';

const Counts = z.tuple([z.object({ stored: z.int().nullable(), failed: z.int().nullable() })]);

/** How many writes of results succeeded and how many did not (retried or given up), since an hour like 2026-01-08T12. */
export async function writeSuccess(target: Target, since: string): Promise<{ stored: number; failed: number }> {
  const sql = `SELECT sum(inserted + updated + noop + stale) AS stored, sum(retried + dead) AS failed
FROM pipeline_stats WHERE hour >= '${since}'`;
  try {
    const [rows = []] = await query(target, [sql]);
    const [{ stored, failed }] = Counts.parse(rows);
    return { stored: stored ?? 0, failed: failed ?? 0 };
  } catch (cause) {
    if (!(cause instanceof CommandError) || !cause.message.includes('no such table')) throw cause;
    throw new CommandError('NOT_MIGRATED', 'The database is not migrated yet: npx jobledger migrate', { cause });
  }
}
