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

/** Sends the jobs through the local queue and waits until the last one is visible in D1. */
export async function throughQueue(
  env: BenchEnv,
  round: string,
  jobs: number,
): Promise<{ ms: number; sentMs: number }> {
  const events = workload(round, jobs).map((data) => jobCompletedEvent(data, 'jobledger/bench', Date.now()));
  const start = performance.now();
  await sendAll(env.JOB_EVENTS, events);
  const sentMs = performance.now() - start;
  while ((await storedJobs(env.PREDICT_JOBS_DB, round)) < jobs) await sleep(10);
  return { ms: performance.now() - start, sentMs };
}

/** Publishes one job, outbox first, and waits until it is visible in D1. */
export async function lone(env: BenchEnv, round: string): Promise<{ ms: number; publishedMs: number }> {
  const [data] = workload(round, 1);
  if (!data) throw new Error('no job');
  const event = jobCompletedEvent(data, 'jobledger/bench', Date.now());
  const start = performance.now();
  await publishJobCompleted({ kv: env.ANALYSIS_KV, queue: env.JOB_EVENTS, outbox: 'always', d1Writes: true }, event);
  const publishedMs = performance.now() - start;
  while ((await storedJobs(env.PREDICT_JOBS_DB, round)) < 1) await sleep(1);
  return { ms: performance.now() - start, publishedMs };
}
