import { expect, it } from 'vitest';
import type { Stage } from '../stage.ts';

export function outage(stage: () => Stage): void {
  it('keeps what it shows while the server is away, says so, and goes on when it is back', async () => {
    stage().allow(/net::ERR_|status of 50/);
    const page = await stage().open('/symbols');
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
    // What other pages need has come as well, so that they open.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/operating-')),
    );
    await stage().server.pause();
    await page.getByRole('button', { name: 'Read again now' }).click();
    await page.getByText('The server does not answer').first().waitFor();
    expect(await page.getByRole('link', { name: 'AAPL' }).count()).toBe(1);
    await page.getByRole('link', { name: 'Dead letters' }).click();
    await page.getByRole('heading', { name: 'Dead letters' }).waitFor();
    await stage().server.resume();
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.locator('.banner').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Letters', exact: true }).waitFor();
    await page.locator('[data-row]').first().waitFor();
  });
}
