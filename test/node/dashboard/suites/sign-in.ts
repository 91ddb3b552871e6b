import { expect, it } from 'vitest';
import { KEYS } from '../server.ts';
import type { Stage } from '../stage.ts';

/** The browser tells of every 401 and 403 by itself. */
const refusalsAside = (complaints: string[]): string[] => complaints.filter((each) => !/status of 40[13]/.test(each));

export function signIn(stage: () => Stage): void {
  it('changes a key for a session, says a wrong one is not known, and keeps the key nowhere', async () => {
    const page = await stage().open('/history?status=partial', { scope: null });
    await page.getByLabel('Key', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('This key is not known here').waitFor();
    await page.getByLabel('Key', { exact: true }).fill(KEYS.read);
    await page.keyboard.press('Enter');
    // To where one wanted to go.
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(page.url()).toContain('status=partial');
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]) + document.cookie);
    expect(kept).not.toContain(KEYS.read);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    expect(refusalsAside(stage().complaints())).toEqual([]);
  });

  it('shows the scope, and a session ended in one tab ends in the other', async () => {
    const window = await stage().window({ scope: null });
    const [first, second] = [await window.newPage(), await window.newPage()];
    await first.goto(stage().server.url);
    await first.getByLabel('Key', { exact: true }).fill(KEYS.write);
    await first.getByRole('button', { name: 'Sign in' }).click();
    await first.getByRole('heading', { name: 'Latest runs' }).waitFor();
    await second.goto(`${stage().server.url}/symbols`);
    await second.getByRole('link', { name: 'AAPL' }).waitFor();
    await first.locator('summary[aria-label="Settings, scope write"]').click();
    await first.getByRole('button', { name: 'Sign out' }).click();
    await first.getByRole('heading', { name: 'Sign in' }).waitFor();
    await second.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await second.getByText('AAPL').count()).toBe(0);
    expect(refusalsAside(stage().complaints())).toEqual([]);
  });

  it('goes on in the other tab when the session ended and the same key is signed in with again', async () => {
    const window = await stage().window();
    const [first, second] = [await window.newPage(), await window.newPage()];
    await second.goto(stage().server.url);
    await second.getByRole('heading', { name: 'Latest runs' }).waitFor();
    await first.goto(`${stage().server.url}/symbols`);
    await first.getByRole('link', { name: 'AAPL' }).waitFor();
    await window.clearCookies();
    await first.getByRole('button', { name: 'Read again now' }).click();
    await first.getByLabel('Key', { exact: true }).fill(KEYS.admin);
    const asked = second.waitForResponse(/api\/v1\/session$/);
    await first.keyboard.press('Enter');
    await first.getByRole('link', { name: 'AAPL' }).waitFor();
    await asked;
    // The clock renders the page anew every few seconds.
    await second
      .locator('.skeleton')
      .first()
      .waitFor({ timeout: 7000 })
      .catch(() => undefined);
    expect(await second.locator('.skeleton').count()).toBe(0);
    const read = second.waitForResponse(/\/jobs\/history/);
    await second.getByRole('button', { name: 'Read again now' }).click();
    expect((await read).status()).toBe(200);
    expect(refusalsAside(stage().complaints())).toEqual([]);
  });

  it('says so when the sign-out does not arrive, and stays signed in', async () => {
    const page = await stage().open('/symbols');
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
    await page.route('**/api/v1/session', (route) => route.abort());
    await page.locator('summary[aria-label^="Settings"]').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('alert').getByText('You are still signed in').waitFor();
    expect(stage().complaints()).toEqual([expect.stringContaining('net::ERR_FAILED')]);
  });

  it('says that an address which is no text leads nowhere, and goes on from there', async () => {
    const page = await stage().open('/jobs/%E0%A4%A');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.getByRole('link', { name: 'Symbols' }).click();
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
  });

  it('shares the theme between tabs', async () => {
    const window = await stage().window();
    const [first, second] = [await window.newPage(), await window.newPage()];
    for (const page of [first, second]) await page.goto(`${stage().server.url}/symbols`);
    await first.locator('summary[aria-label^="Settings"]').click();
    await first.getByLabel('Theme').selectOption('dark');
    await second.locator('html[data-theme="dark"]').waitFor();
  });

  it('lets a key of scope read see everything and do nothing, and says why', async () => {
    const page = await stage().open('/dead-letters', { scope: 'read' });
    const replay = page.getByRole('button', { name: 'Replay all' });
    await replay.waitFor();
    expect(await replay.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('This needs a key of scope admin; yours has read.').waitFor();
    await replay.click({ force: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.goto(`${stage().server.url}/backfills`);
    const dryRun = page.getByRole('button', { name: 'Dry run' });
    await dryRun.waitFor();
    expect(await dryRun.getAttribute('aria-disabled')).toBe('true');
  });
}
