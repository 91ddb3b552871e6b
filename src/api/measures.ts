import { type Bucketed, bucketOf, type CountMeasure, type Measure, type TimeMeasure } from '../domain/measures.ts';
import type { Flags } from '../storage/flags.ts';
import { addReadStats } from '../storage/read-stats.ts';

/** What this isolate counts is added to the database at most so often. */
const SAVE_EVERY_MS = 60_000;

/** How long a page took to show its first jobs, milliseconds; the dashboard sends it once, with a later request. */
const PAGE_LOAD_HEADER = 'x-page-load';
const MAX_PAGE_LOAD_MS = 60_000;

const counted = new Map<string, Bucketed>();
let since: number | null = null;

function add(measure: Measure, bucket: number, count = 1): void {
  const key = `${measure} ${bucket}`;
  const known = counted.get(key);
  counted.set(key, { measure, bucket, count: (known?.count ?? 0) + count });
}

/** Counts a time. */
export const observe = (measure: TimeMeasure, ms: number): void => add(measure, bucketOf(ms));

/** Counts one more. */
export const tick = (measure: CountMeasure): void => add(measure, 0);

/** Counts what a page says of its own load; only of one that may read, for anybody can send a header. */
export function observePageLoad(request: Request, known: boolean): void {
  const given = request.headers.get(PAGE_LOAD_HEADER);
  if (!known || given === null || !/^\d{1,5}$/.test(given)) return;
  const ms = Number(given);
  if (ms <= MAX_PAGE_LOAD_MS) observe('page_load_ms', ms);
}

/** What is due to be saved, which is then no longer here. */
function takeDue(now: number): Bucketed[] {
  if (counted.size === 0) return [];
  since ??= now;
  if (now - since < SAVE_EVERY_MS) return [];
  const due = [...counted.values()];
  counted.clear();
  since = null;
  return due;
}

/**
 * Adds what this isolate has counted to the database, after an answer and at most once a minute: no read waits for it,
 * and a thousand of them cost what one does. What an isolate has not saved when it ends is lost.
 */
export async function saveMeasures(
  db: D1Database,
  { now, flags }: { now: () => number; flags: () => Promise<Flags> },
): Promise<void> {
  const due = takeDue(now());
  if (due.length === 0 || !(await flags()).d1_writes) return;
  try {
    await addReadStats(db, due, new Date(now()).toISOString());
  } catch (error) {
    for (const { measure, bucket, count } of due) add(measure, bucket, count);
    throw error;
  }
}
