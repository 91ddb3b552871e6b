import type { Page } from 'playwright-core';
import { beforeAll, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { HOSTILE, LONG, MARKUP } from '../hostile.ts';
import type { Stage } from '../stage.ts';

/** A trading day on which nothing else ran. */
const DAY = '2024-06-05';

/** Hostile in every member that may hold any text. */
const BODY = {
  job_type: 'hostile',
  report_type: 'x'.repeat(64),
  executed_at: new Date().toISOString(),
  errors: [HOSTILE, LONG],
  metadata: {
    trigger_source: 'y'.repeat(64),
    source: MARKUP.slice(0, 64),
    [MARKUP]: HOSTILE,
    constructor: 'a name that every object has',
    original_key: LONG.slice(0, 1000),
  },
  results: [
    {
      symbol: 'AAPL',
      sentiment: 'bullish',
      confidence: 0.5,
      direction: MARKUP.slice(0, 64),
      reasoning: LONG,
      signals: [HOSTILE, { [MARKUP]: LONG }],
      news_count: 1,
    },
    { symbol: 'MSFT', sentiment: 'bearish', confidence: 0, direction: 'D'.repeat(64), reasoning: HOSTILE },
    { symbol: 'TSLA', error: HOSTILE },
    { symbol: 'NVDA', error: LONG },
    {
      result_type: 'report_snapshot',
      report_content: { title: HOSTILE },
      html_snapshot: `<!doctype html><p>archived</p>${MARKUP}`,
    },
  ],
};

const Accepted = z.object({ execution_key: z.string(), status_url: z.string() });

/** Nothing ran, nothing opened an element, nothing is wider than the window. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hacked: 'hacked' in window,
    images: document.querySelectorAll('img[src="x"]').length,
    scripts: document.querySelectorAll('script:not([src])').length,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  expect(found).toEqual({ hacked: false, images: 0, scripts: 0, sideways: 0 });
}

/** The browser says what it kept an archived snapshot from. */
const BLOCKED = /^error: (Blocked script execution|Loading the image)/;

export function hostileText(stage: () => Stage): void {
  let key = '';

  beforeAll(async () => {
    const answer = await stage().ask('/api/v1/jobs', { method: 'POST', body: JSON.stringify(BODY) });
    const { execution_key, status_url } = Accepted.parse(answer);
    key = execution_key;
    const stored = async () =>
      expect(await stage().ask(status_url)).toMatchObject({ success: true, job: { job_type: 'hostile' } });
    await vi.waitFor(stored, { timeout: 15_000, interval: 100 });
  });

  it.each([{ phone: false }, { phone: true }])('is text on every page, layout intact: %o', async (looks) => {
    stage().allow(BLOCKED);
    const page = await stage().open(`/jobs/${key}`, looks);
    await page.getByRole('heading', { name: 'Failed symbols' }).waitFor();
    await page.getByText(MARKUP).first().waitFor();
    await page.locator('dt', { hasText: /^constructor$/ }).waitFor();
    await expectHarmless(page);
    const more = page.getByRole('button', { name: /Show all/ });
    while ((await more.count()) > 0) await more.first().click();
    await page.locator('details > summary', { hasText: 'signals' }).first().click();
    await page.locator('summary', { hasText: 'JSON' }).click();
    await expectHarmless(page);
    for (const path of [
      '/',
      '/history?type=hostile&cols=status,executed,type,report,trigger,error,source,key',
      '/symbols',
      '/symbols/AAPL',
      '/symbols/TSLA',
    ]) {
      await page.goto(stage().server.url + path);
      await page.locator('[data-row]').first().waitFor();
      await expectHarmless(page);
    }
  });

  it('is text in a dead letter, its cause, its note and its edit', async () => {
    const page = await stage().open('/dead-letters?status=all');
    await page.getByRole('heading', { name: 'By cause' }).waitFor();
    await expectHarmless(page);
    await page.goto(`${stage().server.url}/dead-letters/sha256-hostile`);
    await page.getByText(MARKUP).first().waitFor();
    await expectHarmless(page);
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: 'Restore it' }).click();
    await page.getByRole('button', { name: 'Edit and replay' }).click();
    await page.getByLabel('The event as JSON').waitFor();
    await expectHarmless(page);
  });

  it('runs nothing in an archived snapshot, in its frame and alone', async () => {
    stage().allow(BLOCKED);
    const page = await stage().open(`/jobs/${key}`);
    const frame = page.frameLocator('iframe');
    await frame.getByText('archived').waitFor();
    await expectHarmless(page);
    await page.goto(`${stage().server.url}/api/v1/jobs/${key}/snapshot`);
    await page.getByText('archived').waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  it('is text on the report pages', async () => {
    const runs = { 'pre-market': '12:30', intraday: '16:00', 'end-of-day': '20:05' };
    for (const [report_type, time] of Object.entries(runs)) {
      const results = BODY.results.filter(({ symbol }) => symbol !== undefined);
      const body = {
        job_type: 'analysis',
        report_type,
        results,
        executed_at: `${DAY}T${time}:00Z`,
        execution_date: DAY,
      };
      const { status_url } = Accepted.parse(
        await stage().ask('/api/v1/jobs', { method: 'POST', body: JSON.stringify(body) }),
      );
      await expect.poll(() => stage().ask(status_url), { timeout: 15_000 }).toMatchObject({ success: true });
    }
    const dated = ['/pre-market-briefing', '/intraday-check', '/end-of-day-summary'].map(
      (path) => `${path}?date=${DAY}`,
    );
    for (const phone of [false, true]) {
      const page = await stage().open('/symbols', { phone });
      for (const path of dated) {
        await page.goto(stage().server.url + path);
        await page.getByText('<img src=x onerror=').first().waitFor();
        await expectHarmless(page);
      }
      // It quotes no text but the symbols.
      await page.goto(`${stage().server.url}/weekly-review?date=2024-W23`);
      await page.getByText('TSLA').first().waitFor();
      await expectHarmless(page);
    }
  });
}
