import type { Page } from 'playwright-core';

/** Milliseconds since the navigation began. */
export interface Load {
  firstContent: number;
  interactive: number;
}

/** Runs in the page before anything else of it: notes long tasks, and when each element that is waited for came. */
export const PROBE = `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
`;

/** A page is settled when no long task has come for so long. */
const QUIET_MS = 500;

/** When the page was there and could be used. `ready` has just appeared. */
export async function readLoad(page: Page, ready: string): Promise<Load> {
  const shown = await page.evaluate((selector) => {
    const seen = document.querySelector(selector);
    return seen ? performance.now() : Number.NaN;
  }, ready);
  await page.waitForTimeout(QUIET_MS);
  const { paint, lastTask } = await page.evaluate(
    ([until]) => {
      const tasks = Reflect.get(window, 'longTasks') as { startTime: number; duration: number }[];
      const before = tasks.filter(({ startTime }) => startTime < until);
      return {
        paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        lastTask: Math.max(0, ...before.map(({ startTime, duration }) => startTime + duration)),
      };
    },
    [shown + QUIET_MS] as const,
  );
  return { firstContent: paint, interactive: Math.max(shown, lastTask) };
}

/** Durations in ms of the tasks over 50 ms since the last look; forgets them. */
export const readLongTasks = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const tasks = Reflect.get(window, 'longTasks') as { duration: number }[];
    return tasks.splice(0).map(({ duration }) => duration);
  });
