import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import worker from '../../src/index.ts';
import { openQueue } from '../fixtures/slots.ts';

const CRONS = {
  'pre-market': '30 12,13 * * MON-FRI',
  intraday: '0 16,17 * * MON-FRI',
  'end-of-day': '5 20,21 * * MON-FRI',
  weekly: '0 14,15 * * SUN',
  settle: '*/5 * * * *',
} as const;

let { queue, events } = openQueue();
beforeEach(() => ({ queue, events } = openQueue()));
afterEach(() => void vi.useRealTimers());

/** Fires a cron, on the clock of its time. Tells which runs came of it: type, report type, business date. */
async function fire(cron: keyof typeof CRONS, instant: string, change: Partial<Env> = {}): Promise<string[]> {
  vi.useFakeTimers({ now: Date.parse(instant), toFake: ['Date'] });
  const controller = createScheduledController({ scheduledTime: new Date(instant), cron: CRONS[cron] });
  await worker.scheduled(controller, { ...env, JOB_EVENTS: queue, ...change });
  return events().map(({ data: { execution } }) =>
    [execution.job_type, execution.report_type, execution.execution_date].join(' '),
  );
}

const both = (name: string, date: string) => [`analysis ${name} ${date}`, `report ${name} ${date}`];

describe('a cron', () => {
  it.each([
    ['pre-market', '2026-01-08T13:30:00.000Z', both('pre-market', '2026-01-08')],
    ['pre-market', '2026-07-09T12:30:00.000Z', both('pre-market', '2026-07-09')],
    ['intraday', '2026-01-08T17:00:00.000Z', both('intraday', '2026-01-08')],
    ['intraday', '2026-07-09T16:00:00.000Z', both('intraday', '2026-07-09')],
    ['end-of-day', '2026-01-08T21:05:00.000Z', both('end-of-day', '2026-01-08')],
    ['end-of-day', '2026-07-09T20:05:00.000Z', both('end-of-day', '2026-07-09')],
    ['weekly', '2026-03-08T14:00:00.000Z', ['report weekly 2026-03-08']],
    ['weekly', '2026-11-01T15:00:00.000Z', ['report weekly 2026-11-01']],
  ] as const)('runs the %s slot at %s', async (cron, instant, runs) => {
    expect(await fire(cron, instant)).toEqual(runs);
  });

  it.each([
    ['pre-market', '2026-01-08T12:30:00.000Z'],
    ['pre-market', '2026-07-09T13:30:00.000Z'],
    ['intraday', '2026-07-09T17:00:00.000Z'],
    ['end-of-day', '2026-01-08T20:05:00.000Z'],
    ['weekly', '2026-03-08T15:00:00.000Z'],
    ['weekly', '2026-11-01T14:00:00.000Z'],
  ] as const)('runs nothing an hour off: %s at %s', async (cron, instant) => {
    expect(await fire(cron, instant)).toEqual([]);
  });

  it('runs nothing on a holiday', async () => {
    expect(await fire('pre-market', '2026-12-25T13:30:00.000Z')).toEqual([]);
  });

  it('that settles the outbox runs no slot in the same minute', async () => {
    expect(await fire('settle', '2026-01-08T13:30:00.000Z')).toEqual([]);
  });

  it('analyses the configured symbols', async () => {
    await fire('pre-market', '2026-01-08T13:30:00.000Z', { ANALYSIS_SYMBOLS: 'NVDA,AMD' });
    expect(events()[0]?.data.results.map(({ symbol }) => symbol)).toEqual(['NVDA', 'AMD']);
  });

  it('keeps its runs in the outbox while writes to D1 are off', async () => {
    expect(await fire('pre-market', '2026-01-08T13:30:00.000Z', { ENABLE_D1_WRITES: 'false' })).toEqual([]);
    expect((await env.ANALYSIS_KV.list({ prefix: 'outbox_' })).keys).toHaveLength(2);
  });
});
