import { join } from 'node:path';
import * as z from 'zod';
import { median } from '../figures.ts';
import { peakGrowth, workerProcess } from '../process-memory.ts';
import type { BenchServer } from '../server.ts';
import { type JobRows, openFloor, type Row } from './floor.ts';

export const JOBS = 1000;
const ROUNDS = 7;
const PUBLISHED_ROUNDS = 3;
const LONE_MESSAGES = 101;

const Round = z.object({
  ms: z.number(),
  settledMs: z.number(),
  retried: z.literal(0),
  roundTrips: z.number(),
  rowsWritten: z.number(),
  rowsRead: z.number(),
});
export type Round = z.infer<typeof Round>;

const Journey = z.object({ sentMs: z.number(), ms: z.number() });

const RowShape: z.ZodType<Row> = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const Rows = z.object({ executions: z.array(RowShape), results: z.array(RowShape) });

/** What one round took, each way in turn, in milliseconds for the same jobs. */
export interface Compared {
  floor: number;
  consumer: Round;
  plan: Round;
  queue: number;
}

/** The rows that the consumer made of the jobs. Its first round is the warm-up as well. */
async function jobRows(server: BenchServer): Promise<JobRows[]> {
  await server.call('consumer', Round, { round: 'warm', jobs: JOBS });
  const { executions, results } = await server.call('rows', Rows, { round: 'warm' });
  const byJob = Map.groupBy(results, (row) => row['job_execution_id']);
  return executions.map((execution) => ({ execution, results: byJob.get(execution['id']) ?? [] }));
}

/**
 * The same jobs every way, one after the other, in several rounds: whatever else the machine does meets them all, and
 * the consumer's database and the floor's hold equally much whenever they are compared.
 */
export async function compareRounds(server: BenchServer, onRound: (round: Compared) => void): Promise<Compared[]> {
  const rows = await jobRows(server);
  const floor = openFloor(join(server.state, 'floor.sqlite'));
  floor.store('warm', rows);
  const rounds: Compared[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const at = (name: string) => ({ round: `${name}${i}`, jobs: JOBS });
    const before = floor.store(`before${i}`, rows);
    const consumer = await server.call('consumer', Round, at('consumer'));
    const { ms: queue } = await server.call('queue', Journey, at('queue'));
    const after = floor.store(`after${i}`, rows);
    const plan = await server.call('plan', Round, at('plan'));
    const round = { floor: (before + after) / 2, consumer, plan, queue };
    rounds.push(round);
    onRound(round);
  }
  floor.close();
  return rounds;
}

/** Milliseconds for the jobs when they are published one by one into outbox and queue, until all are visible. */
export async function publishedRounds(server: BenchServer): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < PUBLISHED_ROUNDS; i++) {
    taken.push((await server.call('published', Journey, { round: `published${i}`, jobs: JOBS })).ms);
  }
  return taken;
}

/** Rows written for a job that is new, and for a whole batch that was stored before. */
export async function redelivery(server: BenchServer): Promise<Round> {
  return server.call('redelivered', Round, { round: 'again', jobs: 100 });
}

/** Milliseconds from publishing to visible of messages sent one at a time, on a Worker that is awake. */
export async function loneMessages(server: BenchServer): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < LONE_MESSAGES; i++) {
    taken.push((await server.call('lone', Journey, { round: `lone${i}` })).ms);
  }
  return taken.slice(1);
}

/** Bytes by which the Worker's process grew at its peak during a batch of 100 messages of almost 60 KB. */
export async function largeBatch(server: BenchServer): Promise<number> {
  const process = workerProcess(server.pid);
  const grown: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    grown.push(await peakGrowth(process, () => server.call('large', Round, { round: `large${i}`, jobs: 100 })));
  }
  return Math.max(...grown);
}

export const medianOf = (rounds: readonly Compared[], figure: (round: Compared) => number): number =>
  median(rounds.map(figure));
