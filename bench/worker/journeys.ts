import { ulid } from 'ulid';
import { jobCompletedEvent, publishJobCompleted } from '../../producers/publish.ts';
import type { JobCompletedEvent } from '../../schema/event.ts';
import { workload } from '../workload.ts';
import type { BenchEnv } from './index.ts';

/** The platform's limits of a sendBatch. */
const MAX_SENT = 100;
const MAX_SENT_BYTES = 256_000;

const STORED = 'SELECT count(*) AS n FROM job_executions WHERE execution_key >= ?1 AND execution_key < ?2';

async function storedJobs(db: D1Database, round: string): Promise<number> {
  return (await db.prepare(STORED).bind(`${round}-`, `${round}.`).first<number>('n')) ?? 0;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function sendAll(queue: Queue, events: readonly JobCompletedEvent[]): Promise<void> {
  let open: MessageSendRequest[] = [];
  let bytes = 0;
  for (const event of events) {
    const size = new TextEncoder().encode(JSON.stringify(event)).byteLength + 100;
    if (open.length === MAX_SENT || bytes + size > MAX_SENT_BYTES) {
      await queue.sendBatch(open);
      open = [];
      bytes = 0;
    }
    open.push({ body: event });
    bytes += size;
  }
  await queue.sendBatch(open);
}

async function visible(db: D1Database, round: string, jobs: number, pollMs: number): Promise<void> {
  while ((await storedJobs(db, round)) < jobs) await sleep(pollMs);
}

export interface Journey {
  /** Until the queue had taken everything. */
  sentMs: number;
  /** Until the last job was visible in D1. */
  ms: number;
}

async function journey(send: () => Promise<unknown>, arrive: () => Promise<void>): Promise<Journey> {
  const start = performance.now();
  await send();
  const sentMs = performance.now() - start;
  await arrive();
  return { sentMs, ms: performance.now() - start };
}

const eventsOf = (round: string, jobs: number, backfillid?: string): JobCompletedEvent[] =>
  workload(round, jobs).map((data) =>
    jobCompletedEvent(data, 'jobledger/bench', Date.now(), backfillid === undefined ? {} : { backfillid }),
  );

/** Sends the jobs as a backfill does, in sendBatches and without outbox entries, and waits until all are visible. */
export function throughQueue(env: BenchEnv, round: string, jobs: number): Promise<Journey> {
  const events = eventsOf(round, jobs, ulid());
  return journey(
    () => sendAll(env.JOB_EVENTS, events),
    () => visible(env.PREDICT_JOBS_DB, round, jobs, 10),
  );
}

/** Publishes the jobs as a producer does, one by one into outbox and queue, and waits until all are visible. */
export function published(env: BenchEnv, round: string, jobs: number, pollMs: number): Promise<Journey> {
  const ports = { kv: env.ANALYSIS_KV, queue: env.JOB_EVENTS, outbox: 'always', d1Writes: true } as const;
  const events = eventsOf(round, jobs);
  return journey(
    async () => {
      for (const event of events) await publishJobCompleted(ports, event);
    },
    () => visible(env.PREDICT_JOBS_DB, round, jobs, pollMs),
  );
}
