import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import process from 'node:process';
import { progressBar } from '../cli/jobledger/output.ts';
import { startLocalServer } from '../cli/local-server.ts';
import type { Grouping } from '../schema/api/stats.ts';
import type { HistoryFilter } from '../src/storage/lanes.ts';
import { everyFilter, named } from './query/filters.ts';
import { countKinds, deepPage, PAGE, type PageStart } from './query/pages.ts';
import type { Asked, Measured, Question } from './query/questions.ts';
import { type Line, markdown, type Report } from './query/report.ts';
import { CONFIG, preparedState } from './query/state.ts';

const SIZE = { executions: 1_000_000, resultsEach: 5 };
const RESULTS = new URL('results/', import.meta.url);

/** Samples of one question: of ours so many that p95 is not one hiccup of the machine; the plan's take up to a second each. */
const SAMPLES = { ours: 60, plan: 3 };

type Ask = (database: Asked['database'], question: Question) => Promise<Measured>;

const asker =
  (url: string): Ask =>
  async (database, question) => {
    const body: Asked = { database, question, samples: SAMPLES[database] };
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${database} ${JSON.stringify(question)}: ${await answer.text()}`);
    return (await answer.json()) as Measured;
  };

const FIRST: PageStart = { page: 1, offset: 0, after: null };

/** A question with its name, and whether the plan has anything like it. */
interface Entry {
  question: string;
  detail: string;
  page: number;
  asked: Question;
  plan: boolean;
}

/** Of every filter the first page, and a deep one where there is one. */
const histories = (file: string): Entry[] =>
  everyFilter().flatMap((filter) => {
    const deep = deepPage(file, filter);
    return (deep.page > 1 ? [FIRST, deep] : [FIRST]).map(({ page, after, offset }) => ({
      question: 'history',
      detail: named(filter),
      page,
      asked: { kind: 'history' as const, filter, limit: PAGE, after, offset },
      plan: true,
    }));
  });

const LAST_DAY = '2026-10-29';
const daysBefore = (days: number): string =>
  new Date(Date.parse(LAST_DAY) - (days - 1) * 86_400_000).toISOString().slice(0, 10);

const latest = (filter: HistoryFilter): Question => ({ kind: 'history', filter, limit: 1, after: null, offset: 0 });
const stats = (days: number, by: Grouping): Question => ({ kind: 'stats', from: daysBefore(days), to: LAST_DAY, by });

/** Everything but the history. */
const OTHERS: { name: string; detail: string; question: Question }[] = [
  { name: 'nothing', detail: 'SELECT 1', question: { kind: 'nothing' } },
  { name: 'latest', detail: 'type', question: latest({ type: 'analysis' }) },
  { name: 'latest', detail: 'type + report_type', question: latest({ type: 'analysis', report_type: 'intraday' }) },
  {
    name: 'latest',
    detail: 'type + date',
    question: latest({ type: 'analysis', from: '2025-06-02', to: '2025-06-02' }),
  },
  { name: 'detail', detail: 'job, results, snapshot', question: { kind: 'detail', id: 654_321 } },
  {
    name: 'symbol history',
    detail: 'most common',
    question: { kind: 'symbol', symbol: 'SYM0', limit: PAGE, after: null },
  },
  { name: 'symbol history', detail: 'rare', question: { kind: 'symbol', symbol: 'SYM400', limit: PAGE, after: null } },
  { name: 'symbols', detail: '50', question: { kind: 'symbols', limit: PAGE } },
  { name: 'stats, 90 days', detail: 'by day', question: stats(90, 'day') },
  { name: 'stats, 90 days', detail: 'by type', question: stats(90, 'type') },
  { name: 'stats, 90 days', detail: 'by status', question: stats(90, 'status') },
  { name: 'stats, 366 days', detail: 'by day', question: stats(366, 'day') },
  { name: 'coverage, 31 days', detail: '', question: { kind: 'coverage', from: daysBefore(31), to: LAST_DAY } },
];

/** What the plan has nothing like. */
const OURS_ALONE = ['symbols', 'coverage'];

const others = (): Entry[] =>
  OTHERS.map(({ name, detail, question }) => ({
    question: name,
    detail,
    page: 1,
    asked: question,
    plan: !OURS_ALONE.includes(question.kind),
  }));

/** Says how far it is: a bar in a terminal, else a line a question. */
async function askAll(ask: Ask, entries: readonly Entry[]): Promise<Line[]> {
  const bar = process.stderr.isTTY ? progressBar('questions') : null;
  const lines: Line[] = [];
  for (const [done, { question, detail, page, asked, plan }] of entries.entries()) {
    bar?.at(done, entries.length, `${question} ${detail}`);
    const ours = await ask('ours', asked);
    lines.push({ question, detail, page, ours, plan: plan ? await ask('plan', asked) : null });
    const figures = `p50 ${ours.p50.toFixed(1)} ms, p95 ${ours.p95.toFixed(1)} ms`;
    if (!bar) console.error(`${done + 1}/${entries.length} ${question} ${detail}, page ${page}: ${figures}`);
  }
  bar?.end();
  return lines;
}

async function run(): Promise<void> {
  const { folder, files } = await preparedState(SIZE);
  const [before = 0] = loadavg();
  const stop = new AbortController();
  const server = await startLocalServer({
    flags: ['--config', CONFIG, '--persist-to', folder, '--port', '0', '--inspector-port', '0'],
    signal: stop.signal,
  });
  try {
    const lines = await askAll(asker(server.url), [...others(), ...histories(files.ours)]);
    const [after = 0] = loadavg();
    const megabytes = { ours: statSync(files.ours).size / 1e6, plan: statSync(files.plan).size / 1e6 };
    const kinds = countKinds(files.ours);
    const report: Report = {
      ...SIZE,
      kinds,
      megabytes,
      samples: SAMPLES,
      load: { before, after, cores: cpus().length },
      lines,
    };
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(new URL('query.json', RESULTS), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(new URL('query.md', RESULTS), markdown(report));
    console.log(markdown(report));
  } finally {
    await server.stop();
  }
}

await run();
