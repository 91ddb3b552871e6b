import * as z from 'zod';
import { type Bucketed, COUNTS, TIMES } from '../domain/measures.ts';

const ADD = `
INSERT INTO read_stats (hour, measure, bucket, count)
SELECT ?2, value->>0, value->>1, value->>2 FROM json_each(?1) WHERE true
ON CONFLICT (hour, measure, bucket) DO UPDATE SET count = count + excluded.count`;

const LIST = 'SELECT measure, bucket, count FROM read_stats WHERE hour >= ?1';
const FORGET = 'DELETE FROM read_stats WHERE hour < ?1';

const hourOf = (instant: string): string => instant.slice(0, 13);

/** Adds to the hour of `at` (an instant): a row written a bucket. */
export async function addReadStats(db: D1Database, counted: readonly Bucketed[], at: string): Promise<void> {
  const rows = counted.map(({ measure, bucket, count }) => [measure, bucket, count]);
  await db.prepare(ADD).bind(JSON.stringify(rows), hourOf(at)).run();
}

/** Null for a measure that an older or a newer Worker counts. */
const Row = z
  .object({ measure: z.enum([...TIMES, ...COUNTS]), bucket: z.int(), count: z.int() })
  .nullable()
  .catch(null);

/** What was counted in the hours since an instant. */
export async function listReadStats(db: D1Database, since: string): Promise<Bucketed[]> {
  const { results } = await db.prepare(LIST).bind(hourOf(since)).all();
  return results.flatMap((row) => Row.parse(row) ?? []);
}

/** Deletes the hours before an instant. */
export async function forgetReadStats(db: D1Database, before: string): Promise<void> {
  await db.prepare(FORGET).bind(hourOf(before)).run();
}
