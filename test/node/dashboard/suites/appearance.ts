import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { ARTIFACTS, type Stage } from '../stage.ts';

const Letters = z.object({ dead_letters: z.array(z.object({ id: z.string() })) });
const Jobs = z.object({ jobs: z.array(z.object({ id: z.int() })) });
const Started = z.object({ backfill: z.object({ id: z.string() }) });

/** Every page by its name, and what is on it once it has come. */
const PAGES: Readonly<Record<string, { path: string; shows: string }>> = {
  overview: { path: '/', shows: 'Latest runs' },
  history: { path: '/history?limit=25', shows: 'Rows on a page' },
  job: { path: '/jobs/:job', shows: 'Since the previous run' },
  symbols: { path: '/symbols', shows: 'TSLA' },
  symbol: { path: '/symbols/AAPL?from=:month', shows: 'Confidence and sentiment' },
  'dead-letters': { path: '/dead-letters', shows: 'By cause' },
  'dead-letter': { path: '/dead-letters/:letter', shows: 'Why it died' },
  'dead-letter-edit': { path: '/dead-letters/:letter?edit=1', shows: 'Replay the edited event' },
  backfills: { path: '/backfills', shows: 'All of them' },
  backfill: { path: '/backfills/:backfill', shows: 'Certificate' },
  verify: { path: '/verify?compare=1&from=2025-01-01&to=2025-01-12', shows: 'Differences' },
  'not-found': { path: '/jobs/999999', shows: 'wrong' },
  'pre-market-briefing': { path: '/pre-market-briefing', shows: 'briefing' },
  'end-of-day-summary': { path: '/end-of-day-summary', shows: 'End' },
  'intraday-check': { path: '/intraday-check', shows: 'Intraday' },
  'weekly-review': { path: '/weekly-review', shows: 'Weekly' },
};

type RunOptions = Parameters<AxeBuilder['options']>[0];
/** In a page, once its builder has put it there. */
declare const axe: { run: (options: RunOptions) => ReturnType<AxeBuilder['analyze']> };

const DESK = { width: 1280, height: 800 };
const LOOKS = {
  light: { theme: 'light', size: DESK },
  dark: { theme: 'dark', size: DESK },
  phone: { theme: 'light', size: { width: 390, height: 844 } },
} as const;
type Look = keyof typeof LOOKS;

/** Contrast takes most of the time and is the one thing that a theme can break and a width cannot. */
const RULES: Readonly<Record<Look, RunOptions>> = {
  light: {},
  dark: { runOnly: ['color-contrast'] },
  phone: { rules: { 'color-contrast': { enabled: false } } },
};

/** What axe finds. It is put into a page once: that takes as long as a run of it. */
async function violationsOf(page: Page, look: Look): Promise<{ id: string; where: string | undefined }[]> {
  const options: RunOptions = { ...RULES[look], resultTypes: ['violations'] };
  const isThere = await page.evaluate(() => 'axe' in window);
  const { violations } = isThere
    ? await page.evaluate((chosen) => axe.run(chosen), options)
    : await new AxeBuilder({ page }).setLegacyMode().options(options).analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes[0]?.html }));
}

/** Nothing is wider than the window. */
const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Each page in both themes and at a phone's width. */
export function appearance(stage: () => Stage): void {
  const month = new Date(Date.now() - 14 * 86_400_000).toISOString().slice(0, 10);
  let tab: Page;
  const ids = { job: '', letter: '', backfill: '', month };

  beforeAll(async () => {
    const jobs = Jobs.parse(await stage().ask('/api/v1/jobs/history?status=partial&limit=1'));
    const letters = Letters.parse(await stage().ask('/api/v1/dead-letters?reason=invalid_event&limit=1'));
    const body = JSON.stringify({ dry_run: true, from: '2025-01-01', to: '2025-01-10' });
    const started = Started.parse(await stage().ask('/api/v1/backfills', { method: 'POST', body }));
    ids.job = String(jobs.jobs[0]?.id);
    ids.letter = letters.dead_letters[0]?.id ?? '';
    ids.backfill = started.backfill.id;
    tab = await (await stage().window({ lasting: true })).newPage();
  });
  afterAll(() => tab.context().close());

  const pathOf = (path: string): string =>
    Object.entries(ids).reduce((text, [name, value]) => text.replace(`:${name}`, value), path);

  it.each(Object.entries(PAGES))('is accessible, fits and is pictured in every look: %s', async (name, page) => {
    stage().allow(/status of 404/);
    await tab.goto(stage().server.url + pathOf(page.path));
    await tab.getByText(page.shows).first().waitFor();
    const hasChart = page.path === '/' || page.path.startsWith('/symbols/');
    for (const look of Object.keys(LOOKS) as Look[]) {
      await tab.emulateMedia({ colorScheme: LOOKS[look].theme });
      await tab.setViewportSize(LOOKS[look].size);
      await tab.waitForFunction(() => document.querySelector('.skeleton') === null);
      if (hasChart) await tab.locator('.plot canvas').first().waitFor();
      expect.soft(await violationsOf(tab, look), look).toEqual([]);
      expect.soft(await sidewaysScroll(tab), `${look} scrolls sideways`).toBe(0);
      await tab.screenshot({ path: join(ARTIFACTS, `${name}-${look}.png`), fullPage: true });
    }
  });

  it('has a sign-in without a violation in both themes', async () => {
    stage().allow(/status of 401/);
    for (const theme of ['light', 'dark'] as const) {
      const page = await stage().open('/', { scope: null, theme });
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await violationsOf(page, 'light')).toEqual([]);
      await page.screenshot({ path: join(ARTIFACTS, `sign-in-${theme}.png`) });
    }
  });
}
