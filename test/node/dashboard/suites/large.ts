import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { MANY_KEYS, MANY_KEYS_ID } from '../seed-backfills.ts';
import type { Stage } from '../stage.ts';

const MANY = 50_000;
const Jobs = z.object({ jobs: z.array(z.looseObject({ id: z.int() })) });
const Letters = z.object({ dead_letters: z.array(z.object({ id: z.string() })) });
const Letter = z.object({ dead_letter: z.looseObject({ body: z.string() }) });

/** No JavaScript number holds any of them. */
const NUMBERS = ['1e400', '12345678901234567890', '0.10000000000000000555'];

const symbolAt = (place: number): string => `S${String(place).padStart(5, '0')}`;

const result = (place: number) => ({
  id: place,
  ordinal: place,
  result_type: 'analysis_detail',
  symbol: symbolAt(place),
  sentiment: 'bullish',
  confidence: 0.5,
  direction: 'buy',
  reasoning: 'Strong earnings beat with positive guidance',
  signals: [{ type: 'momentum', strength: 0.8 }],
  news_count: 12,
  error: place % 50 === 0 ? 'no article in the feed' : null,
  created_at: null,
});

/** Answers a read of this address with this text. */
const answer = (page: Page, address: string, body: string): Promise<unknown> =>
  page.route(
    ({ pathname }) => pathname === address,
    (route) => route.fulfill({ contentType: 'application/json', body }),
  );

export function large(stage: () => Stage): void {
  it('lays out a hundred of 50,000 results at a time, finds one of them, and shows their JSON in part', async () => {
    const { jobs } = Jobs.parse(await stage().ask('/api/v1/jobs/history?limit=1'));
    const results = Array.from({ length: MANY }, (_, place) => result(place));
    const body = JSON.stringify({ success: true, job: jobs[0], results, snapshot: null, source: 'd1' });
    const page = await stage().open('/symbols');
    await answer(page, '/api/v1/jobs/1', body);
    await page.goto(`${stage().server.url}/jobs/1`);
    const region = page.getByRole('region', { name: 'Results', exact: true });
    await region.getByText('1–100 of 49,000').waitFor();
    expect(await page.locator('[data-row]').count()).toBe(200);
    await region.getByRole('button', { name: 'Next' }).click();
    await region.getByText('101–200 of 49,000').waitFor();
    await page.reload();
    await region.getByText('101–200 of 49,000').waitFor();
    await region.getByRole('searchbox', { name: 'Symbol' }).fill('s49999');
    await page.keyboard.press('Enter');
    await region.getByRole('link', { name: symbolAt(49_999) }).waitFor();
    expect(await region.locator('[data-row]').count()).toBe(1);
    await page.locator('summary', { hasText: 'JSON' }).click();
    const shown = await page.locator('pre.json').innerText();
    expect(shown.length).toBeLessThanOrEqual(100_000);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toBe(body);
  });

  it('shows a page of the 10,000 keys of a backfill, and goes through them', async () => {
    const page = await stage().open(`/backfills/${MANY_KEYS_ID}`);
    await page.getByText(`${MANY_KEYS.toLocaleString('en')} of ${MANY_KEYS.toLocaleString('en')}`).waitFor();
    const keys = page.getByRole('list', { name: 'Keys with their outcome' });
    await keys.getByText('seeded_00000').waitFor();
    expect(await keys.locator('> li').count()).toBe(50);
    await page.getByRole('link', { name: 'Next' }).click();
    await keys.getByText('seeded_00050').waitFor();
    expect(await keys.locator('> li').count()).toBe(50);
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('skipped');
    await keys.getByText('seeded_09900').waitFor();
  });

  it('shows the beginning of a payload of 2 MB with its size, and replays it from an edited file', async () => {
    const { dead_letters } = Letters.parse(await stage().ask('/api/v1/dead-letters?reason=invalid_event&limit=1'));
    const address = `/api/v1/dead-letters/${dead_letters[0]?.id ?? ''}`;
    const { dead_letter } = Letter.parse(await stage().ask(address));
    const body = `${dead_letter.body.slice(0, -1)},"numbers":[${NUMBERS.join()}],"filler":"${'x'.repeat(2_000_000)}"}`;
    const page = await stage().open('/symbols');
    await answer(page, address, JSON.stringify({ success: true, dead_letter: { ...dead_letter, body } }));
    await page.goto(stage().server.url + address.replace('/api/v1', ''));
    await page.getByText('below are the first 100 kB').waitFor();
    const shown = await page.locator('pre.json').innerText();
    expect(shown.length).toBeLessThanOrEqual(100_000);
    for (const number of NUMBERS) expect(shown).toContain(number);
    await page.getByRole('button', { name: 'Edit and replay' }).click();
    const dialog = page.getByRole('dialog');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: 'Save the event' }).click(),
    ]);
    const saved = readFileSync(await download.path(), 'utf8');
    expect(saved.replaceAll(/\s/g, '')).toBe(body.replaceAll(/\s/g, ''));
    const mended = Buffer.from(dead_letter.body.replace('8.7', '0.87'));
    await dialog.getByLabel('The edited file').setInputFiles({ name: 'event.json', mimeType: '', buffer: mended });
    await dialog.getByRole('button', { name: 'Check' }).click();
    await dialog.getByText('Would be stored').waitFor();
  });

  it('edits numbers that JavaScript cannot hold as they were written, and sends them so', async () => {
    const { dead_letters } = Letters.parse(await stage().ask('/api/v1/dead-letters?reason=malformed&limit=1'));
    const address = `/api/v1/dead-letters/${dead_letters[0]?.id ?? ''}`;
    const { dead_letter } = Letter.parse(await stage().ask(address));
    const body = `{"numbers":[${NUMBERS.join()}]}`;
    stage().allow(/status of 400/);
    const page = await stage().open('/symbols');
    await answer(page, address, JSON.stringify({ success: true, dead_letter: { ...dead_letter, body } }));
    await page.goto(`${stage().server.url}${address.replace('/api/v1', '')}?edit=1`);
    await page.getByLabel('The event as JSON').waitFor();
    const sent = page.waitForRequest(/\/replay$/);
    await page.getByRole('button', { name: 'Check' }).click();
    const text = (await sent).postData() ?? '';
    for (const number of NUMBERS) expect(text).toContain(number);
    // 1e400 is beyond what the event's schema takes.
    await page
      .getByRole('dialog')
      .getByRole('alert')
      .getByText(/edited_body/)
      .waitFor();
  });
}
