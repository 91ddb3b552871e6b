import { expect, it } from 'vitest';
import * as z from 'zod';
import type { Stage } from '../stage.ts';

const Job = z.object({ job: z.object({ execution_key: z.string() }), results: z.array(z.looseObject({})) });
const Letters = z.object({ dead_letters: z.array(z.object({ id: z.string() })) });
const Letter = z.object({
  dead_letter: z.object({ status: z.string(), history: z.array(z.looseObject({ action: z.string() })) }),
});

export function deadLetters(stage: () => Stage): void {
  const letterAt = async (url: string) =>
    Letter.parse(await stage().ask(`/api/v1${new URL(url).pathname}`)).dead_letter;

  it('replays one: says what would happen, does it, and shows that it is stored', async () => {
    const page = await stage().open('/dead-letters?reason=retries_exhausted');
    await page.locator('[data-row]').first().click();
    await page.getByRole('heading', { name: 'Retries exhausted' }).waitFor();
    const key = await page.locator('dd a[href^="/jobs/"]').innerText();
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await page.getByRole('dialog').getByText('Would be stored').waitFor();
    await page.getByRole('button', { name: 'Replay it' }).click();
    await page.locator('.head .status', { hasText: 'Resolved' }).waitFor();
    await page.getByText('Stored after all').waitFor();
    const stored = Job.parse(await stage().ask(`/api/v1/jobs/${key}`));
    expect(stored).toMatchObject({ job: { execution_key: key }, results: [{ symbol: 'AAPL' }, { symbol: 'TSLA' }] });
    await page.goBack();
    await page.getByRole('heading', { name: 'By cause' }).waitFor();
  });

  it('keeps an edit open across a reload, refuses what would die again, and replays what was mended', async () => {
    const page = await stage().open('/dead-letters?reason=invalid_event');
    await page.locator('[data-row]').first().click();
    await page.getByRole('button', { name: 'Edit and replay' }).click();
    await page.reload();
    const text = page.getByLabel('The event as JSON');
    await text.waitFor();
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('dialog').getByText('/data/results/0/confidence').waitFor();
    const replay = page.getByRole('button', { name: 'Replay the edited event' });
    expect(await replay.getAttribute('aria-disabled')).toBe('true');
    const event = await text.inputValue();
    await text.fill(`${event} nonsense`);
    await page.getByText('This is no JSON').waitFor();
    await text.fill(event.replace('8.7', '0.87'));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('dialog').getByText('Would be stored').waitFor();
    await replay.click();
    await page.locator('.head .status', { hasText: 'Resolved' }).waitFor();
    expect(await letterAt(page.url())).toMatchObject({ status: 'resolved' });
    await page.getByText('As it was edited last').waitFor();
  });

  it('discards one with a note and restores it', async () => {
    const page = await stage().open('/dead-letters?reason=malformed');
    await page.locator('[data-row]').first().click();
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByLabel('Note for the record').fill('a test of the <b>sender</b>');
    await page.getByRole('button', { name: 'Discard it' }).click();
    await page.locator('.head .status', { hasText: 'Discarded' }).waitFor();
    await page.getByText('a test of the <b>sender</b>').waitFor();
    expect(await letterAt(page.url())).toMatchObject({ status: 'discarded' });
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: 'Restore it' }).click();
    await page.locator('.head .status', { hasText: 'Open' }).waitFor();
    const { status, history } = await letterAt(page.url());
    expect([status, history.map(({ action }) => action)]).toEqual(['open', ['dead', 'discarded', 'restored']]);
  });

  it('shows what an action made of it, not an answer that was under way before', async () => {
    const page = await stage().open('/dead-letters?reason=malformed');
    await page.locator('[data-row]').first().click();
    await page.getByRole('button', { name: 'Discard' }).click();
    const before = Promise.withResolvers<undefined>();
    const old = new RegExp(`/api/v1${new URL(page.url()).pathname}$`);
    const asked = page.waitForRequest(old);
    await page.route(old, (route) => before.promise.then(() => route.abort()), { times: 1 });
    await page.evaluate(() => document.querySelector<HTMLElement>('[aria-label="Read again now"]')?.click());
    await asked;
    await page.getByRole('button', { name: 'Discard it' }).click();
    await page.locator('.head .status', { hasText: 'Discarded' }).waitFor({ timeout: 5000 });
    before.resolve(undefined);
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: 'Restore it' }).click();
    await page.locator('.head .status', { hasText: 'Open' }).waitFor();
  });

  it('replays the marked ones after a preview, and a confirmation that names their number', async () => {
    const page = await stage().open('/dead-letters');
    await page
      .getByRole('checkbox', { name: /^Mark Retries exhausted/ })
      .first()
      .check();
    await page
      .getByRole('checkbox', { name: /^Mark Invalid event/ })
      .first()
      .check();
    await page.getByText('2 marked:').waitFor();
    await page.getByRole('button', { name: 'Replay marked' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 dead letter would leave this list, and 1 would stay').waitFor();
    await dialog.getByRole('button', { name: 'Replay 1 dead letter' }).click();
    await dialog.getByText('Sent', { exact: true }).first().waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(() => page.getByRole('checkbox', { name: /^Mark Retries/ }).count()).toBe(10);
  });

  it('discards and replays all of a selection by their number', async () => {
    const page = await stage().open('/dead-letters');
    await page.getByRole('link', { name: /no CloudEvent/ }).click();
    await page.waitForURL(/cause=/);
    await page.getByRole('button', { name: 'Discard all' }).click();
    await page.getByRole('button', { name: 'Discard 2 dead letters' }).click();
    await page.getByText('Discarded 2 dead letters').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('No dead letter matches this filter').waitFor();
    await page.goto(`${stage().server.url}/dead-letters?reason=retries_exhausted`);
    await page.getByRole('button', { name: 'Replay all' }).click();
    await page.getByRole('button', { name: 'Replay 10 dead letters' }).click();
    await page.getByRole('dialog').getByText('What was sent is stored within moments').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('No dead letter matches this filter').waitFor();
    const open = await stage().ask('/api/v1/dead-letters?status=open');
    expect(open).toMatchObject({ count: 2 });
    await expect
      .poll(() => stage().ask('/api/v1/dead-letters?status=resolved'), { timeout: 10_000 })
      .toMatchObject({ count: 13 });
  });

  it('says how many results wait in the outbox when no letter is open', async () => {
    const open = Letters.parse(await stage().ask('/api/v1/dead-letters?status=open')).dead_letters;
    const move = (to: string) =>
      Promise.all(
        open.map(({ id }) => stage().ask(`/api/v1/dead-letters/${id}/${to}`, { method: 'POST', body: '{}' })),
      );
    const flag = (d1_writes: boolean) =>
      stage().ask('/api/v1/flags', { method: 'PUT', body: JSON.stringify({ d1_writes }) });
    await move('discard');
    await flag(false);
    const body = JSON.stringify({ job_type: 'kept-for-later', results: [] });
    await stage().ask('/api/v1/jobs', { method: 'POST', body });
    const page = await stage().open('/dead-letters');
    await page.getByText(/Still to be stored: [1-9]\d* results? in the outbox/).waitFor();
    await flag(true);
    await expect
      .poll(() => stage().ask('/api/v1/health'), { timeout: 30_000 })
      .toMatchObject({ pipeline: { outbox: 0 } });
    await page.getByRole('button', { name: 'Read again now' }).click();
    await page.getByText('Nothing waits in the outbox').waitFor();
    await move('restore');
  });
}
