import { expect, it } from 'vitest';
import { KEYS } from '../server.ts';
import type { Stage } from '../stage.ts';

const REFUSED = /status of 40[13]/;

export function signIn(stage: () => Stage): void {
  it('changes a key for a session, says a wrong one is not known, and keeps the key nowhere', async () => {
    stage().allow(REFUSED);
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
  });

  it('lets who may read without a key sign in to do more', async () => {
    const page = await stage().open('/verify', { scope: 'read' });
    const body = { success: true, session: null, public_reads: true };
    await page.route('**/api/v1/session', (route) =>
      route.request().method() === 'GET' ? route.fulfill({ json: body }) : route.continue(),
    );
    await page.goto(stage().server.url);
    await page.getByRole('heading', { name: 'Latest runs' }).waitFor();
    await page.locator('summary[aria-label="Settings, scope public"]').click();
    await page.getByRole('link', { name: 'sign in' }).click();
    await page.getByLabel('Key', { exact: true }).fill(KEYS.write);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Latest runs' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.locator('summary[aria-label="Settings, scope write"]').waitFor();
  });

  it('shows the scope, and a session ended in one tab ends in the other', async () => {
    stage().allow(REFUSED);
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
  });

  it('goes on in the other tab when the session ended and the same key is signed in with again', async () => {
    stage().allow(REFUSED);
    const window = await stage().window();
    const [first, second] = [await window.newPage(), await window.newPage()];
    await second.clock.install();
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
    await second.clock.runFor(10_000);
    expect(await second.locator('.skeleton').count()).toBe(0);
    const read = second.waitForResponse(/\/jobs\/history/);
    await second.getByRole('button', { name: 'Read again now' }).click();
    expect((await read).status()).toBe(200);
  });

  it('says so when the sign-out does not arrive, and stays signed in', async () => {
    stage().allow(/net::ERR_FAILED/);
    const page = await stage().open('/symbols');
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
    await page.route('**/api/v1/session', (route) => route.abort());
    await page.locator('summary[aria-label^="Settings"]').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('alert').getByText('You are still signed in').waitFor();
  });

  it.each(['/%E0%A4%A', '/jobs/%E0%A4%A'])('says that %s leads nowhere, and goes on from there', async (path) => {
    stage().allow(/status of 404/);
    const page = await stage().open(path);
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
