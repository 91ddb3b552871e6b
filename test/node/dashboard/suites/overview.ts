import { expect, it } from 'vitest';
import * as z from 'zod';
import type { Stage } from '../stage.ts';

const Flags = z.object({ flags: z.object({ kv_writes: z.boolean() }) });

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
}
