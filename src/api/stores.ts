import type { StoreSource } from '../../schema/report.ts';
import type { ApiContext } from './context.ts';
import { tick } from './measures.ts';
import { Problem } from './problem.ts';
import type { Timing } from './timing.ts';

/** How something is read from either store; null where a store does not have it. */
export interface Reads<T> {
  d1: (db: D1Database) => Promise<T | null>;
  /** Absent where KV cannot know. */
  kv?: ((kv: KVNamespace) => Promise<T | null>) | undefined;
  /** Whether KV is asked as well when D1 answers that it has nothing. */
  kvWhenMissing?: boolean;
  /** Whether what KV holds is what is asked for; D1, while it is not read, may have what KV lacks. */
  suffices?: (kept: T | null) => boolean;
}

export interface Found<T> {
  value: T | null;
  source: StoreSource;
}

const unavailable = (detail: string): Problem =>
  new Problem(503, 'stores-unavailable', 'No store has an answer', detail, [], { 'retry-after': '30' });

function report(store: string, reason: unknown): void {
  console.warn(JSON.stringify({ message: `reading from ${store} failed`, error: String(reason) }));
}

async function fromKv<T>({ env }: ApiContext, timing: Timing, { kv }: Reads<T>, why: string): Promise<T | null> {
  if (!kv) throw unavailable(`${why}, and KV does not hold this.`);
  tick('reads_kv');
  const [answer] = await Promise.allSettled([timing.measure('kv', kv(env.ANALYSIS_KV))]);
  if (answer.status === 'fulfilled') return answer.value;
  report('KV', answer.reason);
  throw unavailable(`${why}, and KV cannot be read either.`);
}

/** What KV holds while D1 is not read: its "no" is none, as D1 may have what it lacks. */
async function inPlaceOfD1<T>(context: ApiContext, timing: Timing, reads: Reads<T>, why: string): Promise<Found<T>> {
  const { suffices = (kept) => kept !== null } = reads;
  const value = await fromKv(context, timing, reads, why);
  if (!suffices(value)) throw unavailable(`${why}, and KV does not hold this.`);
  return { value, source: 'kv' };
}

/** Reads from D1; while its reads are switched off or fail, from KV. When neither answers, that is a 503. */
export async function readStores<T>(context: ApiContext, timing: Timing, reads: Reads<T>): Promise<Found<T>> {
  const { d1_reads } = await context.flags();
  if (!d1_reads) return inPlaceOfD1(context, timing, reads, 'Reads from D1 are switched off');
  const [answer] = await Promise.allSettled([timing.measure('d1', reads.d1(context.env.PREDICT_JOBS_DB))]);
  if (answer.status === 'rejected') {
    report('D1', answer.reason);
    return inPlaceOfD1(context, timing, reads, 'D1 cannot be read');
  }
  if (answer.value !== null || !reads.kvWhenMissing || !reads.kv) {
    tick('reads_d1');
    return { value: answer.value, source: 'd1' };
  }
  tick('reads_kv');
  const [second] = await Promise.allSettled([timing.measure('kv', reads.kv(context.env.ANALYSIS_KV))]);
  if (second.status === 'fulfilled' && second.value !== null) return { value: second.value, source: 'kv' };
  return { value: null, source: 'd1' };
}

/** Reads what only D1 knows; 503 while it cannot be read. */
export async function readD1<T>(context: ApiContext, timing: Timing, read: (db: D1Database) => Promise<T>): Promise<T> {
  const { value } = await readStores<{ value: T }>(context, timing, { d1: async (db) => ({ value: await read(db) }) });
  if (value === null) throw unavailable('D1 has no answer.');
  return value.value;
}

/** What is about D1 itself: the flag for reads decides where results are read, not whether the move can be watched. */
export const askD1 = <T>({ env }: ApiContext, timing: Timing, ask: (db: D1Database) => Promise<T>): Promise<T> =>
  timing.measure('d1', ask(env.PREDICT_JOBS_DB));
