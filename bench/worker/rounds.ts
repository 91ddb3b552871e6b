import { jobCompletedEvent } from '../../producers/publish.ts';
import type { JobCompletedData } from '../../schema/event.ts';
import jobledger from '../../src/index.ts';
import { workload } from '../workload.ts';
import type { BenchEnv } from './index.ts';
import { type Meter, metered, zeroMeter } from './metered.ts';
import { storeAsPlanned } from './plan-adapter.ts';

/** A queue batch. */
const BATCH = 100;

export interface Round extends Meter {
  /** Until every message was acked. */
  ms: number;
  /** Until the work that outlives the batches was done as well. */
  settledMs: number;
  retried: number;
}

/** The messages' bodies as the queue hands them over: objects of their own, fresh from the wire. */
const bodies = (all: readonly JobCompletedData[]): unknown[] =>
  all.map((data) => JSON.parse(JSON.stringify(jobCompletedEvent(data, 'jobledger/bench', Date.now()))) as unknown);

function* batches<T>(all: readonly T[]): Generator<T[]> {
  for (let i = 0; i < all.length; i += BATCH) yield all.slice(i, i + BATCH);
}

interface Delivery {
  batch: MessageBatch;
  retried: () => number;
}

function delivery(contents: readonly unknown[]): Delivery {
  let retried = 0;
  const nothing = () => undefined;
  const messages = contents.map((body) => ({
    id: crypto.randomUUID(),
    timestamp: new Date(),
    attempts: 1,
    body,
    ack: nothing,
    retry: () => {
      retried += 1;
    },
  }));
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0 } };
  const batch = { queue: 'job-events', messages, metadata, ackAll: nothing, retryAll: nothing };
  return { batch, retried: () => retried };
}

/** Hands the batches to the project's queue handler, one after the other, as the platform does. */
async function deliver(env: BenchEnv, contents: readonly unknown[]): Promise<Round> {
  const meter = zeroMeter();
  const afterwards: Promise<unknown>[] = [];
  const context = { waitUntil: (work: Promise<unknown>) => afterwards.push(work) } as unknown as ExecutionContext;
  const measured = { ...env, PREDICT_JOBS_DB: metered(env.PREDICT_JOBS_DB, meter) };
  let retried = 0;
  const start = performance.now();
  for (const part of batches(contents)) {
    const { batch, retried: ofBatch } = delivery(part);
    await jobledger.queue(batch, measured, context);
    retried += ofBatch();
  }
  const ms = performance.now() - start;
  await Promise.all(afterwards);
  return { ms, settledMs: performance.now() - start, retried, ...meter };
}

/** Stores so many new jobs through the consumer. */
export const storeRound = (env: BenchEnv, round: string, jobs: number): Promise<Round> =>
  deliver(env, bodies(workload(round, jobs)));

/** Delivers what is stored already once more. */
export async function redeliveryRound(env: BenchEnv, round: string, jobs: number): Promise<Round> {
  const contents = bodies(workload(round, jobs));
  await deliver(env, structuredClone(contents));
  return deliver(env, contents);
}

/** Stores so many new jobs by the plan's adapter: no queue, no parsing, no outbox. */
export async function planRound(db: D1Database, round: string, jobs: number): Promise<Round> {
  const meter = zeroMeter();
  const measured = metered(db, meter);
  const all = workload(round, jobs);
  const start = performance.now();
  for (const data of all) await storeAsPlanned(measured, data);
  const ms = performance.now() - start;
  return { ms, settledMs: ms, retried: 0, ...meter };
}
