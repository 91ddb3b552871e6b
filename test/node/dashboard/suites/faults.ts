import { expect, it } from 'vitest';
import { KEYS } from '../server.ts';
import type { Stage } from '../stage.ts';

/** Reads of the history, which alone are disturbed. */
const HISTORY = /\/api\/v1\/jobs\/history/;

export function faults(stage: () => Stage): void {
  it('asks for the key where one is when the session ends, and goes on there', async () => {
    stage().allow(/status of 401/);
    const page = await stage().open('/history?status=partial&limit=25');
    await page.locator('[data-row]').first().waitFor();
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Read again now' }).click();
    await page.getByLabel('Key', { exact: true }).fill(KEYS.read);
    expect(await page.locator('[data-row]').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.locator('[data-row]').first().waitFor();
    expect(page.url()).toContain('/history?status=partial&limit=25');
  });

  it.each([
    ['too many requests', 429, { 'retry-after': '7' }, 'It may be asked again after 7 seconds', 7],
    ['a database that is away', 503, {}, 'It is asked again by itself', 10],
  ] as const)('says what to do about %s, and goes on by itself', async (_, status, headers, words, seconds) => {
    stage().allow(/status of (429|503)/);
    const page = await stage().open('/symbols');
    await page.clock.install();
    let asked = 0;
    const body = JSON.stringify({ success: false, status, title: 'Not now', detail: 'Not now.' });
    await page.route(HISTORY, (route) => {
      asked += 1;
      return asked > 1
        ? route.continue()
        : route.fulfill({ status, headers: { ...headers, 'content-type': 'application/problem+json' }, body });
    });
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('alert').getByText(words).waitFor();
    await page.clock.runFor((seconds - 1) * 1000);
    expect(asked).toBe(1);
    await page.clock.runFor(2000);
    await page.locator('[data-row]').first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('gives up a read that hangs, says so, and goes on when it is asked again', async () => {
    const page = await stage().open('/symbols');
    await page.clock.install();
    await page.route(HISTORY, () => undefined, { times: 1 });
    await Promise.all([page.waitForRequest(HISTORY), page.getByRole('link', { name: 'History' }).click()]);
    await page.clock.runFor(21_000);
    await page.getByRole('alert').getByText('No answer came within 20 seconds').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-row]').first().waitFor();
  });

  it('says so when it is not told who is signed in, and goes on when it is', async () => {
    stage().allow(/status of 503/);
    const page = await (await stage().window()).newPage();
    await page.route(/\/api\/v1\/session$/, (route) => route.fulfill({ status: 503, body: '' }), { times: 1 });
    await page.goto(`${stage().server.url}/symbols`);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
  });

  it('shows nothing of what was read when one goes back after signing out', async () => {
    stage().allow(/status of 401/);
    const window = await stage().window({ scope: null });
    const [page, other] = [await window.newPage(), await window.newPage()];
    await page.goto(`${stage().server.url}/symbols`);
    await page.getByLabel('Key', { exact: true }).fill(KEYS.read);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'AAPL' }).waitFor();
    await page.goto(`${stage().server.url}/end-of-day-summary`);
    await page.getByText('AAPL').first().waitFor();
    await page.goto(`${stage().server.url}/history`);
    await page.locator('[data-row]').first().waitFor();
    await other.goto(`${stage().server.url}/symbols`);
    await other.locator('summary[aria-label^="Settings"]').click();
    const [answer] = await Promise.all([
      other.waitForResponse((response) => response.request().method() === 'DELETE'),
      other.getByRole('button', { name: 'Sign out' }).click(),
    ]);
    // This browser has no back/forward cache; it is what the header is for.
    expect((await answer.allHeaders())['clear-site-data']).toBe('"cache"');
    for (const address of ['/end-of-day-summary', '/symbols']) {
      await page.goBack();
      expect(page.url()).toContain(address);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(await page.getByText('AAPL').count()).toBe(0);
    }
  });

  it('hides a page that the browser kept until the server says who looks', async () => {
    const page = await stage().open('/symbols');
    const link = page.getByRole('link', { name: 'AAPL' });
    await link.waitFor();
    const turn = (type: string) =>
      page.evaluate((name) => dispatchEvent(new PageTransitionEvent(name, { persisted: true })), type);
    await turn('pagehide');
    expect(await link.isVisible()).toBe(false);
    await turn('pageshow');
    await link.waitFor();
    await turn('pagehide');
    await page.context().clearCookies();
    await turn('pageshow');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByText('AAPL').count()).toBe(0);
  });
}
