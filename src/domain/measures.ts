/** Times that are measured in milliseconds, and reads by the store that answered them. */
export const TIMES = ['history_ms', 'page_load_ms'] as const;
export const COUNTS = ['reads_d1', 'reads_kv'] as const;
export type TimeMeasure = (typeof TIMES)[number];
export type CountMeasure = (typeof COUNTS)[number];
export type Measure = TimeMeasure | CountMeasure;

/** How many of a measure fell into a bucket. */
export interface Bucketed {
  measure: Measure;
  bucket: number;
  count: number;
}

/** Upper bounds of the buckets of a time, milliseconds; the plan's targets and triggers are among them. */
export const BOUNDS_MS = [1, 2, 5, 10, 20, 30, 40, 50, 75, 100, 150, 200, 500, 1000, 2000, 5000, 10_000] as const;

/** The bucket of what is slower than all of them. */
export const SLOWER = -1;

export const bucketOf = (ms: number): number => BOUNDS_MS.find((bound) => ms <= bound) ?? SLOWER;

export const countOf = (all: readonly Bucketed[], measure: Measure): number =>
  all.reduce((sum, each) => sum + (each.measure === measure ? each.count : 0), 0);

/**
 * The least bound that a share of the times did not exceed; infinite when that is none of them, null without times.
 */
export function percentile(all: readonly Bucketed[], measure: TimeMeasure, share: number): number | null {
  const total = countOf(all, measure);
  if (total === 0) return null;
  let seen = 0;
  for (const bound of BOUNDS_MS) {
    for (const each of all) if (each.measure === measure && each.bucket === bound) seen += each.count;
    if (seen >= total * share) return bound;
  }
  return Number.POSITIVE_INFINITY;
}
