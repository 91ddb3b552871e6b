import { expect, it } from 'vitest';
import type { Stage } from '../stage.ts';

export function keyboard(stage: () => Stage): void {
  it('goes to the filter with /, from row to row with j and k, into a row with Enter and back', async () => {
    const page = await stage().open('/history');
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const row = await page.evaluate(() => document.activeElement?.getAttribute('href'));
    expect(row).toBe(await page.locator('[data-row]').first().getAttribute('href'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lineage' }).waitFor();
    await page.goBack();
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('type');
    // While typing the keys are letters.
    await page.keyboard.type('jk?');
    expect(await page.getByRole('search').getByLabel('Type').inputValue()).toBe('jk?');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('lists the keys with ?, closes with Escape, and can be switched off', async () => {
    const page = await stage().open('/symbols');
    await page.locator('[data-row]').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByLabel('Single-key shortcuts work').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
}
