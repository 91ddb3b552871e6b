// npm run bench:persist: the consumer against the plan's adapter and against SQLite by itself, in one run.
import console from 'node:console';
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { interruptSignal } from '../cli/interrupt.ts';
import { median, quantile, rounded } from './figures.ts';
import {
  type Compared,
  compareRounds,
  JOBS,
  largeBatch,
  loneMessages,
  medianOf,
  publishedRounds,
  redelivery,
} from './persist/rounds.ts';
import { type BenchServer, startBenchServer } from './server.ts';

const RESULTS = new URL('./results/', import.meta.url);

interface Reached {
  what: string;
  figure: string;
  target: string;
  reached: boolean;
}

const atMost = (what: string, figure: number, most: number, unit: string): Reached => ({
  what,
  figure: `${figure}${unit}`,
  target: `≤ ${most}${unit}`,
  reached: figure <= most,
});
const atLeast = (what: string, figure: number, least: number, unit: string): Reached => ({
  what,
  figure: `${figure}${unit}`,
  target: `≥ ${least}${unit}`,
  reached: figure >= least,
});

async function measure(server: BenchServer) {
  const rounds = await compareRounds(server, ({ floor, consumer, queue, plan }) => {
    const took = { floor, consumer: consumer.ms, settled: consumer.settledMs, queue, plan: plan.ms };
    console.log(
      Object.entries(took)
        .map(([way, ms]) => `${way} ${Math.round(ms)} ms`)
        .join('  '),
    );
  });
  const published = await publishedRounds(server);
  const again = await redelivery(server);
  const lone = await loneMessages(server);
  return { rounds, published, again, lone, largeBatchBytes: await largeBatch(server) };
}
type Measured = Awaited<ReturnType<typeof measure>>;

/** Medians of the ratios of each round: both sides of a ratio met the same moment of the machine. */
const ratio = (rounds: readonly Compared[], figure: (round: Compared) => number): number =>
  rounded(medianOf(rounds, figure), 2);

function reachedBy({ rounds, again, lone, largeBatchBytes }: Measured): Reached[] {
  const [first] = rounds;
  if (!first) throw new Error('no round');
  const megabytes = rounded(largeBatchBytes / 1e6);
  return [
    atLeast(
      "jobs/s, times the plan's adapter",
      ratio(rounds, (r) => r.plan.ms / r.consumer.ms),
      10,
      '×',
    ),
    atLeast('fewer D1 round trips than it', first.plan.roundTrips / first.consumer.roundTrips, 50, '×'),
    atMost(
      'consumer against the floor',
      ratio(rounds, (r) => r.consumer.ms / r.floor),
      3,
      '×',
    ),
    atMost(
      'through the local queue against the floor',
      ratio(rounds, (r) => r.queue / r.floor),
      5,
      '×',
    ),
    atMost('a lone message, sent to visible, p50', rounded(median(lone)), 50, ' ms'),
    atMost('rows written a new job of 10 results', rounded(first.consumer.rowsWritten / JOBS, 2), 38, ''),
    atMost('rows written by a redelivered batch of 100', again.rowsWritten, 2, ''),
    atMost('memory of a batch of 100 messages of 60 KB', megabytes, 64, ' MB'),
  ];
}

function beside({ rounds, published, lone }: Measured) {
  const perSecond = (ms: number) => Math.round((JOBS * 1000) / ms);
  const jobsPerSecond = (ms: (round: Compared) => number) => perSecond(medianOf(rounds, ms));
  return {
    jobs_per_second: {
      floor: jobsPerSecond((r) => r.floor),
      consumer: jobsPerSecond((r) => r.consumer.ms),
      consumer_with_what_outlives_a_batch: jobsPerSecond((r) => r.consumer.settledMs),
      through_the_queue: jobsPerSecond((r) => r.queue),
      published_one_by_one_with_outbox: perSecond(median(published)),
      plan: jobsPerSecond((r) => r.plan.ms),
    },
    rows_written_a_job_by_the_plan: rounded((rounds[0]?.plan.rowsWritten ?? 0) / JOBS, 2),
    lone_message_p95_ms: rounded(quantile(lone, 0.95)),
  };
}

const markdown = (rows: readonly Reached[], rest: ReturnType<typeof beside>): string =>
  [
    '| what | figure | target | |',
    '|---|---|---|---|',
    ...rows.map(({ what, figure, target, reached }) => `| ${what} | ${figure} | ${target} | ${reached ? '✓' : '✗'} |`),
    '',
    '| way | jobs/s |',
    '|---|---|',
    ...Object.entries(rest.jobs_per_second).map(([way, figure]) => `| ${way.replaceAll('_', ' ')} | ${figure} |`),
    '',
    `The plan's adapter writes ${rest.rows_written_a_job_by_the_plan} rows a job. A lone message's p95: ${rest.lone_message_p95_ms} ms.`,
    '',
  ].join('\n');

const server = await startBenchServer(interruptSignal());
try {
  const measured = await measure(server);
  const table = reachedBy(measured);
  const rest = beside(measured);
  mkdirSync(RESULTS, { recursive: true });
  const json = { at: new Date().toISOString(), jobs: JOBS, results_a_job: 10, table, ...rest, rounds: measured.rounds };
  writeFileSync(new URL('persist.json', RESULTS), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(new URL('persist.md', RESULTS), markdown(table, rest));
  console.log(`\n${markdown(table, rest)}`);
  process.exitCode = table.every(({ reached }) => reached) ? 0 : 1;
} finally {
  await server.stop();
}
