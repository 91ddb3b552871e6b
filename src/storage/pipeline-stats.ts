import * as z from 'zod';

const Totals = z.object({
  attempts: z.int(),
  inserted: z.int(),
  updated: z.int(),
  noop: z.int(),
  stale: z.int(),
  retried: z.int(),
  dead: z.int(),
});

/** The counters of the pipeline, added up. */
export type PipelineTotals = z.infer<typeof Totals>;

const COUNTERS = Totals.keyof().options;

/** What one batch did for one source. Lags are milliseconds from completed to persisted. */
export interface BatchStats extends PipelineTotals {
  source: string;
  lags: number[];
}

/** Upper bound in seconds of each bucket; what is slower counts as `lag_more`. */
const LAG_BUCKETS_SECONDS = [1, 5, 30, 60, 300, 3600] as const;
const LAGS = [...LAG_BUCKETS_SECONDS.map((seconds) => `lag_${seconds}s`), 'lag_more'];
const COLUMNS = [...COUNTERS, ...LAGS, 'lag_ms_total'];

function lagCounts(lags: readonly number[]): number[] {
  const counts = LAGS.map(() => 0);
  for (const lag of lags) {
    const found = LAG_BUCKETS_SECONDS.findIndex((seconds) => lag <= seconds * 1000);
    const bucket = found === -1 ? LAG_BUCKETS_SECONDS.length : found;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}

const ADD = `
INSERT INTO pipeline_stats (hour, source, ${COLUMNS.join(', ')})
SELECT ?2, value->>0, ${COLUMNS.map((_, place) => `value->>${place + 1}`).join(', ')} FROM json_each(?1) WHERE true
ON CONFLICT (hour, source) DO UPDATE SET ${COLUMNS.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;

/** Adds to the counters of the hour of `at` (an instant): one row written a source. */
export async function addPipelineStats(db: D1Database, stats: readonly BatchStats[], at: string): Promise<void> {
  const rows = stats.map((each) => [
    each.source,
    ...COUNTERS.map((counter) => each[counter]),
    ...lagCounts(each.lags),
    each.lags.reduce((sum, lag) => sum + Math.round(lag), 0),
  ]);
  await db.prepare(ADD).bind(JSON.stringify(rows), at.slice(0, 13)).run();
}

const total = (column: string): string => `coalesce(sum(${column}), 0) AS ${column}`;
const TOTALS = `SELECT ${COUNTERS.map(total).join(', ')} FROM pipeline_stats WHERE hour >= ?1`;

/** What the consumer did in the hours since an instant. */
export async function pipelineTotals(db: D1Database, since: string): Promise<PipelineTotals> {
  return Totals.parse(await db.prepare(TOTALS).bind(since.slice(0, 13)).first());
}

/** All that was ever counted, by source. `lags` are the counts of the buckets, the last of them unbounded. */
export interface SourceTotals extends PipelineTotals {
  source: string;
  lags: number[];
  lag_ms_total: number;
}

export const LAG_BOUNDS_SECONDS: readonly number[] = LAG_BUCKETS_SECONDS;

const EVER = `
SELECT source, ${COLUMNS.map((column) => `sum(${column}) AS ${column}`).join(', ')} FROM pipeline_stats
GROUP BY source ORDER BY source`;

const SourceRow = z.object({ source: z.string(), lag_ms_total: z.int() }).catchall(z.int());

export async function everBySource(db: D1Database): Promise<SourceTotals[]> {
  const { results } = await db.prepare(EVER).all();
  return results.map((each) => {
    const { source, lag_ms_total, ...counts } = SourceRow.parse(each);
    return { source, lag_ms_total, ...Totals.parse(counts), lags: LAGS.map((lag) => counts[lag] ?? 0) };
  });
}
