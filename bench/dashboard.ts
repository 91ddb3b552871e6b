// npm run bench:dashboard: how soon the pages are there and whether they stay smooth, measured in the browser.
import console from 'node:console';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../test/node/dashboard/chromium.ts';
import { seedSql } from '../test/node/dashboard/seed.ts';
import { KEYS, startTestServer } from '../test/node/dashboard/server.ts';
import { MOVES } from './dashboard/moves.ts';
import { type Load, PROBE, readLoad, readLongTasks } from './dashboard/probe.ts';
import { longestOnCpu, TRACED } from './dashboard/trace.ts';
import { median, rounded } from './figures.ts';

const RESULTS = new URL('./results/', import.meta.url);
const EXECUTIONS = 100_000;
const LOADS = 7;
const TARGETS = { firstContent: 500, interactive: 1000, longTask: 50 };

/** What is on each page once it can be used. */
const PAGES: Readonly<Record<string, string>> = {
  '/': '.heat a, [data-row]',
  '/history': '[data-row]',
  '/jobs/1': '.results [data-row]',
  '/symbols': '[data-row]',
  '/symbols/AAPL': '[data-row]',
  '/dead-letters': 'main .empty, main [data-row]',
  '/backfills': 'main .empty, main [data-row]',
};

/** A window with an empty cache, signed in. */
async function windowOf(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  await context.request.post(`${url}/api/v1/session`, { data: { key: KEYS.read } });
  await context.addInitScript(PROBE);
  return context.newPage();
}

async function load(browser: Browser, url: string, path: string, ready: string): Promise<Load> {
  const page = await windowOf(browser, url);
  await page.goto(url + path);
  await page.locator(ready).first().waitFor();
  const figures = await readLoad(page, ready);
  await page.context().close();
  return figures;
}

async function loadsOf(browser: Browser, url: string) {
  const rows = [];
  for (const [path, ready] of Object.entries(PAGES)) {
    await load(browser, url, path, ready); // The Worker's own first time.
    const loads: Load[] = [];
    for (let round = 0; round < LOADS; round += 1) loads.push(await load(browser, url, path, ready));
    const firsts = loads.map(({ firstContent }) => firstContent);
    const usable = loads.map(({ interactive }) => interactive);
    rows.push({
      page: path,
      first_content_ms: Math.round(median(firsts)),
      first_content_worst_ms: Math.round(Math.max(...firsts)),
      interactive_ms: Math.round(median(usable)),
      interactive_worst_ms: Math.round(Math.max(...usable)),
    });
  }
  return rows;
}

async function movesOf(browser: Browser, url: string) {
  const rows = [];
  for (const [name, { path, ready, move }] of Object.entries(MOVES)) {
    const page = await windowOf(browser, url);
    await page.goto(url + path);
    await page.locator(ready).first().waitFor();
    await page.waitForTimeout(2500);
    await readLongTasks(page);
    await browser.startTracing(page, { categories: TRACED });
    await move(page);
    const busiest = longestOnCpu(await browser.stopTracing());
    const tasks = await readLongTasks(page);
    const longest = Math.round(Math.max(0, ...tasks));
    rows.push({ move: name, long_tasks: tasks.length, longest_ms: longest, longest_cpu_ms: Math.round(busiest) });
    await page.context().close();
  }
  return rows;
}

interface Measured {
  loads: Awaited<ReturnType<typeof loadsOf>>;
  moves: Awaited<ReturnType<typeof movesOf>>;
}

const mark = (reached: boolean): string => (reached ? '✓' : '✗');

const markdown = ({ loads, moves }: Measured, machine: string): string =>
  [
    '# The dashboard in a browser',
    '',
    `\`npm run bench:dashboard\`; ${EXECUTIONS.toLocaleString('en')} executions stored, local Worker and Chromium on one machine (${machine}),`,
    `empty cache, ${LOADS} loads a page: median, worst in brackets. Interactive: the content is there and the last long`,
    'task before it is settled has ended.',
    '',
    '| page | first content, ≤ 500 ms | interactive, ≤ 1,000 ms | |',
    '|---|---|---|---|',
    ...loads.map(
      (row) =>
        `| ${row.page} | ${row.first_content_ms} ms (${row.first_content_worst_ms}) | ${row.interactive_ms} ms (${row.interactive_worst_ms}) | ${mark(row.first_content_ms <= TARGETS.firstContent && row.interactive_ms <= TARGETS.interactive)} |`,
    ),
    '',
    'The longest task is told twice: by the clock, which runs on while other processes have the cores, and by the CPU time',
    'of the page’s main thread.',
    '',
    '| move | tasks over 50 ms | longest | longest, CPU time, ≤ 50 ms | |',
    '|---|---|---|---|---|',
    ...moves.map(
      ({ move, long_tasks, longest_ms, longest_cpu_ms }) =>
        `| ${move} | ${long_tasks} | ${longest_ms} ms | ${longest_cpu_ms} ms | ${mark(longest_cpu_ms <= TARGETS.longTask)} |`,
    ),
    '',
  ].join('\n');

const server = await startTestServer({ sql: seedSql({ now: Date.now(), executions: EXECUTIONS }) });
const browser = await launchChromium();
try {
  const measured = { loads: await loadsOf(browser, server.url), moves: await movesOf(browser, server.url) };
  const machine = `${availableParallelism()} cores, load ${rounded(loadavg()[1] ?? 0)}`;
  mkdirSync(RESULTS, { recursive: true });
  const json = { at: new Date().toISOString(), executions: EXECUTIONS, loads_a_page: LOADS, machine, ...measured };
  writeFileSync(new URL('dashboard.json', RESULTS), `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(new URL('dashboard.md', RESULTS), markdown(measured, machine));
  console.log(`\n${markdown(measured, machine)}`);
  const slow = measured.loads.some(
    (row) => row.first_content_ms > TARGETS.firstContent || row.interactive_ms > TARGETS.interactive,
  );
  process.exitCode = slow || measured.moves.some(({ longest_cpu_ms }) => longest_cpu_ms > TARGETS.longTask) ? 1 : 0;
} finally {
  await browser.close();
  await server.end();
}
