import { ulid } from 'ulid';
import { jobCompletedEvent, publishJobCompleted } from '../../producers/publish.ts';
import type { JobCompletedEvent } from '../../schema/event.ts';
import { bySize } from '../../src/domain/by-size.ts';
import jobledger from '../../src/index.ts';
import { workload } from '../workload.ts';
import type { BenchEnv } from './index.ts';

/** The platform's limit of a sendBatch; its other one, 100 messages, these events are too large to reach. */
const MAX_SENT_BYTES = 256_000;
const BYTES_BESIDE_A_BODY = 100;

const STORED = 'SELECT count(*) AS n FROM job_executions WHERE execution_key >= ?1 AND execution_key < ?2';

async function storedJobs(db: D1Database, round: string): Promise<number> {
  return (await db.prepare(STORED).bind(`${round}-`, `${round}.`).first<number>('n')) ?? 0;
}

const sizeOf = (event: JobCompletedEvent): number =>
  new TextEncoder().encode(JSON.stringify(event)).byteLength + BYTES_BESIDE_A_BODY;

/** The events in as few messages at once as the platform takes. */
const sendBatches = (events: readonly JobCompletedEvent[]): MessageSendRequest[][] =>
  [...bySize(events, MAX_SENT_BYTES, sizeOf)].map((part) => part.map((body) => ({ body })));

/** Messages that the consumer is done with. */
let consumed = 0;

/** The project's queue handler, counting: to ask D1 every few milliseconds took a tenth of the time that was measured. */
export const countingQueue = async (batch: MessageBatch, env: BenchEnv, ctx: ExecutionContext): Promise<void> => {
  await jobledger.queue(batch, env, ctx);
  consumed += batch.messages.length;
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function visible(db: D1Database, round: string, jobs: number, since: number): Promise<void> {
  while (consumed < since + jobs) await sleep(1);
  // What was retried counts twice: D1 has the last word.
  while ((await storedJobs(db, round)) < jobs) await sleep(1);
}

export interface Journey {
  /** Until the queue had taken everything. */
  sentMs: number;
  /** Until the last job was visible in D1. */
  ms: number;
}

async function journey(
  db: D1Database,
  round: string,
  events: readonly JobCompletedEvent[],
  send: () => Promise<void>,
): Promise<Journey> {
  const since = consumed;
  const start = performance.now();
  await send();
  const sentMs = performance.now() - start;
  await visible(db, round, events.length, since);
  return { sentMs, ms: performance.now() - start };
}

const eventsOf = (round: string, jobs: number, backfillid?: string): JobCompletedEvent[] =>
  workload(round, jobs).map((data) =>
    jobCompletedEvent(data, 'jobledger/bench', Date.now(), backfillid === undefined ? {} : { backfillid }),
  );

/**
 * Sends the jobs as a backfill does, in sendBatches and without outbox entries, and waits until all are visible. The
 * batches are made before the clock starts, as what the floor binds is.
 */
export function throughQueue(env: BenchEnv, round: string, jobs: number): Promise<Journey> {
  const events = eventsOf(round, jobs, ulid());
  const batches = sendBatches(events);
  return journey(env.PREDICT_JOBS_DB, round, events, async () => {
    for (const batch of batches) await env.JOB_EVENTS.sendBatch(batch);
  });
}

/** Publishes the jobs as a producer does, one by one into outbox and queue, and waits until all are visible. */
export function published(env: BenchEnv, round: string, jobs: number): Promise<Journey> {
  const ports = { kv: env.ANALYSIS_KV, queue: env.JOB_EVENTS, outbox: 'always', d1Writes: true } as const;
  const events = eventsOf(round, jobs);
  return journey(env.PREDICT_JOBS_DB, round, events, async () => {
    for (const event of events) await publishJobCompleted(ports, event);
  });
}
