// npm run bench:faults: ten thousand events through consumers, D1, KV and queue that fail, compared with what is stored.
import console from 'node:console';
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { interruptSignal } from '../cli/interrupt.ts';
import { startBenchServer } from './server.ts';

const RESULTS = new URL('./results/', import.meta.url);

const RUN = {
  seed: 20_260_108,
  events: 10_000,
  rates: { d1: 0.2, kv: 0.1, send: 0.1 },
  duplicates: 0.1,
  poison: 0.01,
};

const Report = z.object({
  accepted: z.number(),
  refused: z.number(),
  poisoned: z.number(),
  stored: z.number(),
  lost: z.array(z.string()),
  wrong: z.array(z.string()),
  strayRows: z.number(),
  deadLetters: z.number(),
  unexplained: z.number(),
  openForStored: z.number(),
  outboxLeft: z.number(),
  queueLeft: z.number(),
  batches: z.number(),
  reconciled: z.number(),
  calls: z.record(z.string(), z.number()),
});
type Report = z.infer<typeof Report>;

const Line = z.union([z.object({ sent: z.number() }), z.object({ report: Report })]);

/** Runs it in the Worker, telling how far it is. */
async function runFaults(url: string, signal: AbortSignal): Promise<Report> {
  const response = await fetch(`${url}/faults`, { method: 'POST', body: JSON.stringify(RUN), signal });
  if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
  for await (const text of createInterface({ input: Readable.from(response.body) })) {
    const line = Line.parse(JSON.parse(text));
    if ('report' in line) return line.report;
    console.log(`${line.sent} of ${RUN.events} events${line.sent === RUN.events ? ', settling what is left' : ''}`);
  }
  throw new Error('the Worker ended without a report');
}

interface Reached {
  what: string;
  figure: number;
  target: number;
}

const verdicts = (report: Report): Reached[] => [
  { what: 'accepted runs that are not stored', figure: report.lost.length, target: 0 },
  { what: 'runs stored otherwise than their greatest account', figure: report.wrong.length, target: 0 },
  { what: 'rows that nobody sent, or twice', figure: report.strayRows, target: 0 },
  { what: 'poisoned messages that are dead letters', figure: report.deadLetters, target: report.poisoned },
  { what: 'dead letters that do not say why', figure: report.unexplained, target: 0 },
  { what: 'open dead letters of stored events', figure: report.openForStored, target: 0 },
  { what: 'entries left in the outbox', figure: report.outboxLeft, target: 0 },
  { what: 'messages left in the queue', figure: report.queueLeft, target: 0 },
];

const reached = ({ figure, target }: Reached): boolean => figure === target;

function markdown(report: Report, seconds: number): string {
  const { calls } = report;
  const failed = (of: string): string => `${calls[`${of}Failures`] ?? 0} of ${calls[of] ?? 0}`;
  return [
    '| what | figure | must be | |',
    '|---|---|---|---|',
    ...verdicts(report).map(
      (each) => `| ${each.what} | ${each.figure} | ${each.target} | ${reached(each) ? '✓' : '✗'} |`,
    ),
    '',
    `${report.accepted} accepted events (seed ${RUN.seed}) told of ${report.stored} runs; ${report.poisoned} messages were`,
    `poison. Failed, half of them after their work was done: ${failed('d1')} calls of D1, ${failed('kv')} of KV,`,
    `${failed('send')} sends; ${report.refused} times neither outbox nor queue took an event and its sender tried again.`,
    `Messages came in any order, a tenth of them twice, and writes to D1 were off twice. ${report.batches} batches; the`,
    `reconciler brought back ${report.reconciled} entries. ${seconds} s.`,
    '',
  ].join('\n');
}

const signal = interruptSignal();
const server = await startBenchServer(signal);
try {
  const start = performance.now();
  const report = await runFaults(server.url, signal);
  const seconds = Math.round((performance.now() - start) / 1000);
  const text = markdown(report, seconds);
  mkdirSync(RESULTS, { recursive: true });
  const json = { at: new Date().toISOString(), run: RUN, seconds, report };
  writeFileSync(new URL('faults.json', RESULTS), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(new URL('faults.md', RESULTS), text);
  console.log(`\n${text}`);
  process.exitCode = verdicts(report).every(reached) ? 0 : 1;
} finally {
  await server.stop();
}
