import { jobCompletedEvent } from '../../producers/publish.ts';
import type { JobCompletedData } from '../../schema/event.ts';
import jobledger from '../../src/index.ts';
import { workload } from '../workload.ts';
import type { BenchEnv } from './index.ts';
import { type Meter, metered, zeroMeter } from './metered.ts';
import { storeAsPlanned } from './plan-adapter.ts';

const KEYS = 'execution_key >= ?1 AND execution_key < ?2';

/** A queue batch. */
const BATCH = 100;

export interface Round extends Meter {
  /** Until every message was acked; what outlives a batch is waited for between the batches and not counted. */
  ms: number;
  /** All of it: outbox deletes and statistics as well. */
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
  const round = { ms: 0, settledMs: 0, retried: 0 };
  for (const part of batches(contents)) {
    const { batch, retried } = delivery(part);
    const start = performance.now();
    await jobledger.queue(batch, measured, context);
    round.ms += performance.now() - start;
    await Promise.all(afterwards.splice(0));
    round.settledMs += performance.now() - start;
    round.retried += retried();
  }
  return { ...round, ...meter };
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

/** What a round left in D1, to be written once more by others. */
export async function rowsOf(db: D1Database, round: string): Promise<{ executions: unknown[]; results: unknown[] }> {
  const [executions, results] = await db.batch([
    db.prepare(`SELECT * FROM job_executions WHERE ${KEYS} ORDER BY id`).bind(`${round}-`, `${round}.`),
    db
      .prepare(
        `SELECT * FROM scheduled_job_results WHERE job_execution_id IN (SELECT id FROM job_executions WHERE ${KEYS})
         ORDER BY job_execution_id, ordinal`,
      )
      .bind(`${round}-`, `${round}.`),
  ]);
  return { executions: executions?.results ?? [], results: results?.results ?? [] };
}

const LARGE_BYTES = 59_000;

/** A batch of messages of almost the size above which events travel as claim checks. */
export function largeRound(env: BenchEnv, round: string, jobs: number): Promise<Round> {
  const all = workload(round, jobs).map(({ execution, results }) => ({
    execution,
    results: results.map((result) => ({ ...result, reasoning: 'x'.repeat(LARGE_BYTES / 10 - 350) })),
  }));
  return deliver(env, bodies(all));
}
