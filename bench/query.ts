import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
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

/** Samples of one question; the plan's take up to a second each. */
const SAMPLES = { ours: 20, plan: 5 };

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

async function histories(ask: Ask, file: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const filter of everyFilter()) {
    const deep = deepPage(file, filter);
    for (const start of deep.page > 1 ? [FIRST, deep] : [FIRST]) {
      const question: Question = { kind: 'history', filter, limit: PAGE, after: start.after, offset: start.offset };
      const line = { question: 'history', detail: named(filter), page: start.page };
      lines.push({ ...line, ours: await ask('ours', question), plan: await ask('plan', question) });
    }
  }
  return lines;
}

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

async function others(ask: Ask): Promise<Line[]> {
  const lines: Line[] = [];
  for (const { name, detail, question } of OTHERS) {
    const plan = OURS_ALONE.includes(question.kind) ? null : await ask('plan', question);
    lines.push({ question: name, detail, page: 1, ours: await ask('ours', question), plan });
  }
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
    const ask = asker(server.url);
    const lines = [...(await others(ask)), ...(await histories(ask, files.ours))];
    const [after = 0] = loadavg();
    const megabytes = { ours: statSync(files.ours).size / 1e6, plan: statSync(files.plan).size / 1e6 };
    const kinds = countKinds(files.ours);
    const report: Report = { ...SIZE, kinds, megabytes, load: { before, after, cores: cpus().length }, lines };
    mkdirSync(RESULTS, { recursive: true });
    writeFileSync(new URL('query.json', RESULTS), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(new URL('query.md', RESULTS), markdown(report));
    console.log(markdown(report));
  } finally {
    await server.stop();
  }
}

await run();
