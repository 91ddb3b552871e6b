import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { ARTIFACTS, type Stage } from '../stage.ts';

const Flags = z.object({ flags: z.object({ kv_writes: z.boolean() }) });
const Warned = z.object({ warnings: z.array(z.string()).min(1) });
const DESK = { width: 1280, height: 800 };

export function overview(stage: () => Stage): void {
  it('shows slots, a year of days, the state and the trends', async () => {
    const page = await stage().open('/');
    await page.locator('.heat a').first().waitFor();
    expect(await page.locator('.heat a').count()).toBeGreaterThanOrEqual(358);
    await page.getByRole('region', { name: 'Last trading day' }).getByText('End of day').waitFor();
    const state = page.getByRole('region', { name: 'State' });
    await state.getByText('17 open').waitFor();
    expect(await state.innerText()).toMatch(/D1\s+Answers\s+KV\s+Answers/);
    await page
      .getByRole('region', { name: 'End-to-end lag' })
      .getByText(/median of 100 runs/)
      .waitFor();
    await page.getByRole('button', { name: '90 d' }).click();
    expect(page.url()).toContain('days=90');
    // A window that becomes narrow shows the newest days.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForFunction(() => {
      const frame = document.querySelector('.heat-scroll');
      return frame && frame.scrollLeft > 0 && frame.scrollLeft + frame.clientWidth >= frame.scrollWidth - 1;
    });
    // A day leads to its runs.
    await page.locator('.heat a.bad').first().click();
    await page.waitForURL(/\/history\?from=(\S+)&to=\1/);
  });

  it('shows a new result by itself, and nothing new while it is paused', async () => {
    const page = await stage().open('/');
    await page.getByRole('heading', { name: 'Latest runs' }).waitFor();
    const body = JSON.stringify({ job_type: 'nightly-import', results: [] });
    await stage().ask('/api/v1/jobs', { method: 'POST', body });
    await page.getByText('nightly-import').waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Pause' }).click();
    let asked = 0;
    page.on('request', () => (asked += 1));
    await page.clock.install();
    await page.clock.runFor(60_000);
    expect(asked).toBe(0);
    await page.getByRole('button', { name: 'Read again now' }).click();
    await expect.poll(() => asked).toBeGreaterThan(0);
  });

  it('switches a flag off and on again', async () => {
    const page = await stage().open('/');
    await page.getByRole('button', { name: 'Change the flags' }).click();
    await page.getByRole('button', { name: 'Switch KV writes off' }).click();
    await page.getByRole('button', { name: 'Switch KV writes on' }).waitFor();
    expect(Flags.parse(await stage().ask('/api/v1/flags')).flags.kv_writes).toBe(false);
    await page.getByRole('button', { name: 'Switch KV writes on' }).click();
    await page.getByRole('button', { name: 'Switch KV writes off' }).waitFor();
    expect(Flags.parse(await stage().ask('/api/v1/flags')).flags.kv_writes).toBe(true);
  });

  it('says once what is off and what comes from KV while D1 reads are switched off, and switches them on', async () => {
    stage().allow(/status of 503/);
    const page = await stage().open('/');
    await page.getByRole('button', { name: 'Change the flags' }).click();
    await page.getByRole('button', { name: 'Switch D1 reads off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Switch D1 reads on' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.reload();
    const note = page.getByRole('region', { name: 'D1 reads are switched off' });
    await note.waitFor();
    const { warnings } = Warned.parse(await stage().ask('/api/v1/jobs/history'));
    for (const warning of warnings) await page.getByRole('status').getByText(warning, { exact: true }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    for (const [look, size] of [
      ['light', DESK],
      ['dark', DESK],
      ['phone', { width: 390, height: 844 }],
    ] as const) {
      await page.emulateMedia({ colorScheme: look === 'dark' ? 'dark' : 'light' });
      await page.setViewportSize(size);
      await page.screenshot({ path: join(ARTIFACTS, `reads-off-${look}.png`), fullPage: true });
    }
    await note.getByRole('button', { name: 'Switch D1 reads on' }).click();
    await note.waitFor({ state: 'detached' });
    await page.locator('.heat a').first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('tells of no reading on a page that reads nothing, and moves nothing when it begins to', async () => {
    stage().allow(/status of 404/);
    const page = await stage().open('/no-such-page');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    const told = page.locator('.freshness');
    await expect.poll(() => told.innerText()).toBe('');
    const before = await page.getByRole('button', { name: 'Pause' }).boundingBox();
    await page.screenshot({ path: join(ARTIFACTS, 'no-such-page-phone.png') });
    await page.getByRole('link', { name: 'History' }).first().click();
    await told.getByText('Read').waitFor();
    expect(await page.getByRole('button', { name: 'Pause' }).boundingBox()).toEqual(before);
    await page.goBack();
    await expect.poll(() => told.innerText()).toBe('');
  });
}
