import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { KEYS } from '../server.ts';
import type { Stage } from '../stage.ts';

export function history(stage: () => Stage): void {
  it('filters, and goes back and forward through the filters without a reload or a wait', async () => {
    const page = await stage().open('/history');
    await page.locator('[data-row]').first().waitFor();
    await page.getByRole('search').getByLabel('Status').selectOption('partial');
    await page.waitForURL(/status=partial/);
    await page.locator('tbody .status.warn').first().waitFor();
    await page.getByRole('search').getByLabel('Report').fill('intraday');
    await page.keyboard.press('Enter');
    await page.waitForURL(/report_type=intraday/);
    await page.waitForFunction(() => !document.querySelector('tbody')?.textContent.includes('pre-market'));
    const narrow = await page.locator('tbody').innerText();
    let asked = 0;
    page.on('request', (request) => (asked += request.url().includes('/jobs/history') ? 1 : 0));
    await page.goBack();
    await page.goBack();
    await page.locator('tbody .status.good').first().waitFor({ timeout: 500 });
    await page.goForward();
    await page.goForward();
    await page.waitForFunction((text) => document.querySelector('tbody')?.innerText === text, narrow);
    await page.reload();
    await page.waitForFunction((text) => document.querySelector('tbody')?.innerText === text, narrow);
    expect(asked).toBeLessThan(6);
  });

  it('pages to older and back to newer jobs, and keeps its place across a reload', async () => {
    const page = await stage().open('/history?limit=25');
    // Rows come a screenful at a time.
    await page.locator('[data-row]').nth(24).waitFor();
    const first = await page.locator('tbody').innerText();
    await page.getByRole('link', { name: 'Older' }).click();
    await page.waitForURL(/cursor=/);
    await page.waitForFunction((text) => {
      const body = document.querySelector('tbody');
      return body?.querySelectorAll('[data-row]').length === 25 && body.innerText !== text;
    }, first);
    const second = await page.locator('tbody').innerText();
    await page.reload();
    await page.waitForFunction((text) => document.querySelector('tbody')?.innerText === text, second);
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.waitForFunction((text) => document.querySelector('tbody')?.innerText === text, first);
  });

  it('pages through the symbols in the order of their names, and back', async () => {
    const page = await stage().open('/symbols');
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
    expect(await page.getByRole('link', { name: 'Next' }).count()).toBe(0);
    // The seed has fewer symbols than the smallest page that the choice offers.
    await page.goto(`${stage().server.url}/symbols?limit=2`);
    await page.getByRole('link', { name: 'Next' }).click();
    await page.getByRole('link', { name: 'MSFT' }).waitFor();
    await page.getByRole('link', { name: 'Next' }).click();
    await page.getByRole('link', { name: 'TSLA' }).waitFor();
    await page.getByRole('link', { name: 'Previous' }).click();
    await page.getByRole('link', { name: 'MSFT' }).waitFor();
    await page.getByRole('link', { name: 'First' }).click();
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
  });

  it('comes back to the place in the list that a job was opened from', async () => {
    const page = await stage().open('/history?limit=200');
    await page.locator('[data-row]').nth(199).waitFor();
    await page.locator('[data-row]').nth(150).scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    await page.locator('[data-row]').nth(150).click();
    await page.getByRole('heading', { name: 'Lineage' }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.goBack();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
  });

  it('offers what is there while typing', async () => {
    const page = await stage().open('/history');
    await page.locator('[data-row]').first().waitFor();
    const offered = async (label: string): Promise<(string | null)[]> => {
      const list = await page.getByRole('search').getByLabel(label, { exact: true }).getAttribute('list');
      return page
        .locator(`#${list ?? ''} option`)
        .evaluateAll((options) => options.map((option) => option.getAttribute('value')));
    };
    await page.waitForFunction(() => document.querySelectorAll('option[value="TSLA"]').length > 0);
    expect(await offered('Symbol')).toEqual(['AAPL', 'GOOGL', 'MSFT', 'NVDA', 'TSLA']);
    expect(await offered('Report')).toContain('end-of-day');
    expect(await offered('Trigger')).toContain('github-actions');
  });

  it('shows the columns that are chosen, in the address, and times on the clock that is chosen', async () => {
    const page = await stage().open('/history');
    await page.locator('[data-row]').first().waitFor();
    await page.locator('summary', { hasText: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Execution key' }).check();
    await page.getByRole('checkbox', { name: 'Trigger' }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'Execution key' }).waitFor();
    expect(page.url()).toContain('cols=');
    expect(await page.getByRole('columnheader', { name: 'Trigger' }).count()).toBe(0);
    const time = page.locator('tbody time').first();
    expect(await time.innerText()).toMatch(/ E[SD]T$/);
    await page.locator('summary[aria-label^="Settings"]').click();
    await page.getByLabel('Times').selectOption('local');
    expect(await time.innerText()).toMatch(/ GMT\+[12]$/);
    await page.getByLabel('Times').selectOption('relative');
    expect(await time.innerText()).toMatch(/ago$|^now$/);
  });

  it.each([
    ['CSV', 'text/csv'],
    ['NDJSON', 'application/x-ndjson'],
  ])('exports the selection as %s, byte for byte what the API answers', async (format, accept) => {
    const page = await stage().open('/history?status=partial&limit=25');
    await page.locator('[data-row]').first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Export ${format}` }).click(),
    ]);
    const response = await fetch(`${stage().server.url}/api/v1/jobs/history?status=partial`, {
      headers: { accept, 'x-api-key': KEYS.read },
    });
    const saved = readFileSync(await download.path(), 'utf8');
    expect(saved).toBe(await response.text());
    expect(saved.split('\n').length).toBeGreaterThan(26);
  });

  it('names the parameter at fault when the address is wrong, and what to do', async () => {
    stage().allow(/status of 400/);
    const page = await stage().open('/history?from=2026-02-30');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(/from/);
  });

  it('says what to do when nothing matches', async () => {
    const page = await stage().open('/history?symbol=NOSUCH');
    await page.getByText('No job matches this filter').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('[data-row]').first().waitFor();
  });

  it('shows a job whole: failed symbols with reasons, the difference, and its JSON with exact numbers', async () => {
    const page = await stage().open('/history?status=partial&limit=25');
    await page.locator('[data-row]').first().click();
    const failed = page.getByRole('region', { name: 'Failed symbols' });
    await failed.getByText(/feed/).first().waitFor();
    await page.getByRole('region', { name: 'Since the previous run' }).getByText('changed').waitFor();
    await page.locator('summary', { hasText: 'JSON' }).click();
    const shown = await page.locator('pre.json').innerText();
    const path = `/api/v1${new URL(page.url()).pathname}`;
    const response = await fetch(stage().server.url + path, { headers: { 'x-api-key': KEYS.read } });
    const squeeze = (text: string): string => text.replaceAll(/\s/g, '');
    expect(squeeze(shown)).toBe(squeeze(await response.text()));
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  });

  it('opens a row wherever it is clicked, in a tab of its own with the modifier, and not while text is selected', async () => {
    const page = await stage().open('/history?limit=25');
    await page.locator('[data-row]').first().waitFor();
    const cell = page.locator('tbody tr').nth(2).locator('td').nth(3);
    const box = await cell.locator('.cell').boundingBox();
    const middle = (box?.y ?? 0) + (box?.height ?? 0) / 2;
    await page.mouse.move((box?.x ?? 0) + 1, middle);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 1, middle, { steps: 4 });
    await page.mouse.up();
    expect(await page.evaluate(() => getSelection()?.isCollapsed)).toBe(false);
    expect(new URL(page.url()).pathname).toBe('/history');
    await page.evaluate(() => getSelection()?.empty());
    await cell.click({ modifiers: ['ControlOrMeta'] });
    const job = stage().server.url + ((await page.locator('[data-row]').nth(2).getAttribute('href')) ?? '');
    const title = expect.stringMatching(/^analysis \d+ · /) as string;
    await expect.poll(() => stage().tabs()).toContainEqual(expect.objectContaining({ url: job, title }));
    expect(new URL(page.url()).pathname).toBe('/history');
    await cell.click();
    await page.waitForURL(job);
  });

  it('shows what a report without a page says, without an empty frame or a count of symbols', async () => {
    const results = [{ report_content: { files: 3, disks: [{ name: 'sda' }], note: 'two are nearly full' } }];
    const body = JSON.stringify({ job_type: 'disk-report', results });
    await stage().ask('/api/v1/jobs', { method: 'POST', body });
    const page = await stage().open('/history?type=disk-report');
    await expect
      .poll(async () => {
        await page.reload();
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        return page.locator('[data-row]').count();
      })
      .toBe(1);
    expect(await page.locator('tbody').innerText()).not.toContain('0 of 0');
    await page.locator('[data-row]').click();
    const content = page.getByRole('region', { name: 'Report content', exact: true });
    await content.getByText('two are nearly full').waitFor();
    expect(await content.innerText()).toMatch(/files\s+3[^]+"name": "sda"/);
    expect(await page.locator('iframe').count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Summary' }).innerText()).not.toContain('Symbols');
  });

  it('leads from a symbol to its runs, with its flips', async () => {
    const page = await stage().open('/symbols');
    await page.getByRole('link', { name: 'TSLA' }).click();
    await page.getByRole('heading', { name: 'TSLA' }).waitFor();
    await page.getByText(/\d+ runs, \d+ flips?/).waitFor();
    await page.locator('[data-row]').first().click();
    await page.getByRole('heading', { name: 'Lineage' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'TSLA' }).waitFor();
  });
}
