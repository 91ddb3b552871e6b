import { expect, it } from 'vitest';
import * as z from 'zod';
import { WAITING_ID } from '../seed-backfills.ts';
import type { Stage } from '../stage.ts';

const Jobs = z.object({ count: z.int() });
const Healing = z.object({ keys: z.array(z.string()) });

/** A comparison that found more keys to heal than one request takes. */
const COMPARED = {
  success: true,
  entries: Array.from({ length: 250 }, (_, at) => ({
    key: `old_${at}`,
    execution_key: null,
    outcome: 'missing_in_d1',
    fields: [],
    reason: null,
    healable: true,
    kv: null,
    d1: null,
  })),
  next_cursor: null,
};

export function backfills(stage: () => Stage): void {
  const storedInJanuary = async (): Promise<number> =>
    Jobs.parse(await stage().ask('/api/v1/jobs/history?from=2025-01-01&to=2025-01-31&limit=200')).count;

  it('begins with a dry run, shows the certificate, and then backfills as many keys as it named', async () => {
    const page = await stage().open('/backfills?from=2025-01-01&to=2025-01-20');
    const real = page.getByRole('button', { name: 'Backfill for real' });
    await real.waitFor();
    expect(await real.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page.getByRole('heading', { name: 'Certificate' }).waitFor();
    await page.getByText('It adds up').waitFor();
    expect(await storedInJanuary()).toBe(0);
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('skipped');
    await page.waitForURL(/outcome=skipped/);
    await page.getByText('analysis_2025-01-08').waitFor();
    await page.reload();
    await page.getByText('analysis_2025-01-08').waitFor();
    await page.goBack();
    await real.click();
    await page.getByRole('button', { name: 'Backfill 20 keys' }).click();
    await page.getByRole('heading', { name: 'Backfill', exact: true }).waitFor();
    await page.getByRole('heading', { name: 'Certificate' }).waitFor();
    expect(await storedInJanuary()).toBe(19);
    await page.getByRole('link', { name: 'kv:analysis_2025-01-02' }).click();
    await page.getByRole('heading', { name: 'Lineage' }).waitFor();
  });

  it('cancels one while it is under way, and resumes it to its end', async () => {
    const page = await stage().open(`/backfills/${WAITING_ID}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.locator('.head .status', { hasText: 'Cancelled' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Certificate' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('heading', { name: 'Certificate' }).waitFor();
    await page.getByText('Looked at: 20 of 20').waitFor();
  });

  it('compares KV with D1 and heals what is missing', async () => {
    const page = await stage().open('/verify?from=2025-01-19&to=2025-01-24');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByText('6 executions compared').waitFor();
    await page.getByRole('button', { name: 'Heal 4 keys' }).click();
    await page.getByRole('button', { name: 'Send 4 keys again' }).click();
    await page.getByText('4 executions sent').waitFor();
    await expect.poll(storedInJanuary, { timeout: 10_000 }).toBe(23);
    await page.getByRole('button', { name: 'Close and compare again' }).click();
    await page.getByText('All 6 are the same in KV and D1').waitFor();
    await page.reload();
    await page.getByText('All 6 are the same in KV and D1').waitFor();
  });

  it('sends no more once a healing is closed', async () => {
    const page = await stage().open('/verify?prefix=old_');
    const sent: number[] = [];
    const answer = Promise.withResolvers<undefined>();
    await page.route(/\/verify\?/, (route) => route.fulfill({ json: COMPARED }));
    await page.route(/\/verify\/heal$/, async (route) => {
      sent.push(Healing.parse(route.request().postDataJSON()).keys.length);
      await answer.promise;
      await route.fulfill({ json: { success: true, sent: 100, skipped: [] } });
    });
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('button', { name: 'Heal 250 keys' }).click();
    await page.getByRole('button', { name: 'Send 250 keys again' }).click();
    await page.getByText('Keys sent: 0 of 250').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    const healed = page.waitForResponse(/\/heal$/);
    answer.resolve(undefined);
    await healed;
    // A second request would have followed at once.
    const later = page.waitForResponse(/\/verify\?/);
    await page.getByRole('button', { name: 'Compare again' }).click();
    await later;
    expect(sent).toEqual([100]);
  });
}
