import { expect, it } from 'vitest';
import * as z from 'zod';
import type { Stage } from '../stage.ts';

const History = z.looseObject({ jobs: z.array(z.looseObject({})) });

/** Around the changes of the clock in New York, then in Berlin, and around midnight: instant, business date, Eastern. */
const TIMES = [
  ['2026-03-08T06:59:59.000Z', '2026-03-08', '2026-03-08 01:59:59 EST'],
  ['2026-03-08T07:00:00.000Z', '2026-03-08', '2026-03-08 03:00:00 EDT'],
  ['2026-11-01T05:30:00.000Z', '2026-11-01', '2026-11-01 01:30:00 EDT'],
  ['2026-11-01T06:30:00.000Z', '2026-11-01', '2026-11-01 01:30:00 EST'],
  ['2026-03-29T00:59:59.000Z', '2026-03-28', '2026-03-28 20:59:59 EDT'],
  ['2026-03-29T01:00:00.000Z', '2026-03-28', '2026-03-28 21:00:00 EDT'],
  ['2026-10-25T00:30:00.000Z', '2026-10-24', '2026-10-24 20:30:00 EDT'],
  ['2026-10-25T01:30:00.000Z', '2026-10-24', '2026-10-24 21:30:00 EDT'],
  ['2026-01-01T04:59:59.000Z', '2025-12-31', '2025-12-31 23:59:59 EST'],
  ['2026-01-01T05:00:00.000Z', '2026-01-01', '2026-01-01 00:00:00 EST'],
] as const;

/** The same on the clock of the person's machine. */
const LOCAL = {
  'Asia/Tokyo': [
    '2026-03-08 15:59:59 GMT+9',
    '2026-03-08 16:00:00 GMT+9',
    '2026-11-01 14:30:00 GMT+9',
    '2026-11-01 15:30:00 GMT+9',
    '2026-03-29 09:59:59 GMT+9',
    '2026-03-29 10:00:00 GMT+9',
    '2026-10-25 09:30:00 GMT+9',
    '2026-10-25 10:30:00 GMT+9',
    '2026-01-01 13:59:59 GMT+9',
    '2026-01-01 14:00:00 GMT+9',
  ],
  'America/Los_Angeles': [
    '2026-03-07 22:59:59 PST',
    '2026-03-07 23:00:00 PST',
    '2026-10-31 22:30:00 PDT',
    '2026-10-31 23:30:00 PDT',
    '2026-03-28 17:59:59 PDT',
    '2026-03-28 18:00:00 PDT',
    '2026-10-24 17:30:00 PDT',
    '2026-10-24 18:30:00 PDT',
    '2025-12-31 20:59:59 PST',
    '2025-12-31 21:00:00 PST',
  ],
  'Europe/Berlin': [
    '2026-03-08 07:59:59 GMT+1',
    '2026-03-08 08:00:00 GMT+1',
    '2026-11-01 06:30:00 GMT+1',
    '2026-11-01 07:30:00 GMT+1',
    '2026-03-29 01:59:59 GMT+1',
    '2026-03-29 03:00:00 GMT+2',
    '2026-10-25 02:30:00 GMT+2',
    '2026-10-25 02:30:00 GMT+1',
    '2026-01-01 05:59:59 GMT+1',
    '2026-01-01 06:00:00 GMT+1',
  ],
} as const;
const ZONES = Object.keys(LOCAL) as (keyof typeof LOCAL)[];

export function clocks(stage: () => Stage): void {
  it.each(ZONES)('shows the same business dates and Eastern times in %s, and its own local ones', async (zone) => {
    const held = History.parse(await stage().ask(`/api/v1/jobs/history?limit=${TIMES.length}`));
    const jobs = held.jobs.map((job, at) => ({ ...job, executed_at: TIMES[at]?.[0], execution_date: TIMES[at]?.[1] }));
    const page = await (await stage().window({ zone })).newPage();
    await page.route(/\/jobs\/history/, (route) => route.fulfill({ json: { ...held, jobs } }));
    await page.goto(`${stage().server.url}/history?cols=executed,date`);
    const column = (place: number) => page.locator(`tbody tr > :nth-child(${place})`).allInnerTexts();
    await page.locator('[data-row]').nth(9).waitFor();
    expect(await column(1)).toEqual(TIMES.map(([, , eastern]) => eastern));
    expect(await column(2)).toEqual(TIMES.map(([, date]) => date));
    await page.locator('summary[aria-label^="Settings"]').click();
    await page.getByLabel('Times').selectOption('local');
    expect(await column(1)).toEqual(LOCAL[zone]);
    expect(await column(2)).toEqual(TIMES.map(([, date]) => date));
  });

  it.each(ZONES)('takes the Eastern day for today in %s', async (zone) => {
    const page = await (await stage().window({ zone })).newPage();
    // Just before midnight in New York, where it is tomorrow in Berlin and Tokyo.
    await page.clock.install({ time: new Date('2026-11-02T04:59:40.000Z') });
    const asked = page.waitForRequest(/\/jobs\/coverage\?from=2026-10-22&to=2026-11-01/);
    await page.goto(stage().server.url);
    await asked;
    const today = page.getByRole('region', { name: 'Today' });
    await today.getByText('Sun, 1 Nov 2026').waitFor();
    await page.clock.runFor(30_000);
    await today.getByText('Mon, 2 Nov 2026').waitFor();
  });
}
