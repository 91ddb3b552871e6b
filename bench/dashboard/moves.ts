import type { Page } from 'playwright-core';

interface Move {
  path: string;
  /** What is there before the move begins. */
  ready: string;
  move: (page: Page) => Promise<void>;
}

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(640, 400);
  for (let step = 0; step < 30; step += 1) {
    await page.mouse.wheel(0, step < 15 ? 500 : -500);
    await page.waitForTimeout(50);
  }
}

async function filter(page: Page): Promise<void> {
  const search = page.getByRole('search');
  for (const status of ['failed', 'success', 'partial', '']) {
    await search.getByLabel('Status').selectOption(status);
    await page.waitForTimeout(400);
  }
  for (const type of ['import-a', 'analysis', '']) {
    await search.getByLabel('Type').fill(type);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(400);
  }
  for (let step = 0; step < 4; step += 1) {
    await page.goBack();
    await page.waitForTimeout(200);
  }
}

async function spans(page: Page): Promise<void> {
  for (const span of ['90 d', '365 d', '30 d']) {
    await page.getByRole('button', { name: span }).click();
    await page.waitForTimeout(600);
  }
}

/** What people do on the pages that hold the most. */
export const MOVES: Readonly<Record<string, Move>> = {
  'scroll 200 rows of history': { path: '/history?limit=200', ready: '[data-row]', move: scroll },
  'filter the history, and back': { path: '/history?limit=50', ready: '[data-row]', move: filter },
  'filter 200 rows, and back': { path: '/history?limit=200', ready: '[data-row]', move: filter },
  'scroll the overview': { path: '/', ready: '.heat a', move: scroll },
  'change the span of the charts': { path: '/', ready: '.plot canvas', move: spans },
  'scroll the runs of a symbol': { path: '/symbols/AAPL', ready: '[data-row]', move: scroll },
};
