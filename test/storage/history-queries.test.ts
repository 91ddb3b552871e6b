import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobCompletedData } from '../../schema/event.ts';
import { easternDate } from '../../src/domain/eastern.ts';
import { listJobs } from '../../src/storage/history-queries.ts';
import type { HistoryFilter } from '../../src/storage/lanes.ts';
import { aResult, NOON, someData } from '../fixtures/events.ts';
import { store, storeLegacy } from '../fixtures/ledger.ts';

const DAY = 86_400_000;
const TYPES = ['analysis', 'pre-market'];
const REPORTS = [null, 'pre-market', 'weekly'];
const TRIGGERS = ['cron', 'manual'];
const STATUSES = ['success', 'partial', 'failed'] as const;
const SYMBOLS = ['AAPL', 'TSLA'];

const date = (offset: number): string => new Date(NOON + offset * DAY).toISOString().slice(0, 10);

/** Runs at few distinct times, so that many share one; a third carries the date of another day. */
const run = fc.record({
  type: fc.constantFrom(...TYPES),
  report_type: fc.constantFrom(...REPORTS),
  trigger: fc.constantFrom(...TRIGGERS),
  status: fc.constantFrom(...STATUSES),
  at: fc
    .integer({ min: -3, max: 3 })
    .chain((day) => fc.integer({ min: 0, max: 5 }).map((n) => day * DAY + n * 4 * 3_600_000)),
  shift: fc.constantFrom(0, 0, 0, -1, 1, -2, 30),
  symbols: fc.subarray(SYMBOLS),
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

function dataOf(key: string, each: Run): JobCompletedData {
  const executedAt = NOON + each.at;
  const results = each.symbols.map((symbol) => aResult(symbol));
  return someData(key, results, {
    job_type: each.type,
    report_type: each.report_type,
    status: each.status,
    executed_at: new Date(executedAt).toISOString(),
    execution_date: new Date(Date.parse(easternDate(executedAt)) + each.shift * DAY).toISOString().slice(0, 10),
    metadata: { trigger_source: each.trigger, source: 'test' },
  });
}

const filter = fc.record(
  {
    type: fc.constantFrom(...TYPES),
    report_type: fc.constantFrom('pre-market', 'weekly'),
    trigger: fc.constantFrom(...TRIGGERS),
    status: fc.constantFrom(...STATUSES),
    symbol: fc.constantFrom(...SYMBOLS),
    from: fc.integer({ min: -4, max: 4 }).map(date),
    to: fc.integer({ min: -4, max: 34 }).map(date),
  },
  { requiredKeys: [] },
);

const matches =
  (wanted: HistoryFilter) =>
  ({ execution, results }: JobCompletedData): boolean =>
    (wanted.type === undefined || execution.job_type === wanted.type) &&
    (wanted.report_type === undefined || execution.report_type === wanted.report_type) &&
    (wanted.trigger === undefined || execution.metadata.trigger_source === wanted.trigger) &&
    (wanted.status === undefined || execution.status === wanted.status) &&
    (wanted.symbol === undefined || results.some(({ symbol }) => symbol === wanted.symbol)) &&
    (wanted.from === undefined || execution.execution_date >= wanted.from) &&
    (wanted.to === undefined || execution.execution_date <= wanted.to);

/** The model: filter, then sort by time and place of arrival (the id). */
const expected = (all: readonly JobCompletedData[], wanted: HistoryFilter): string[] =>
  all
    .map((data, id) => ({ data, id }))
    .filter(({ data }) => matches(wanted)(data))
    .sort((a, b) => Date.parse(b.data.execution.executed_at) - Date.parse(a.data.execution.executed_at) || b.id - a.id)
    .map(({ data }) => data.execution.execution_key);

async function everyPage(
  wanted: HistoryFilter,
  limit: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<(string | null)[]> {
  const keys: (string | null)[] = [];
  for (let after = null; ; ) {
    const page = await listJobs(env.PREDICT_JOBS_DB, wanted, limit, after);
    keys.push(...page.map((job) => job.execution_key));
    const last = page.at(-1);
    if (!last || last.id === null || page.length < limit) return keys;
    after = { executed_at: last.executed_at, id: last.id };
    await between();
  }
}

const empty = async () => {
  await env.PREDICT_JOBS_DB.batch([
    env.PREDICT_JOBS_DB.prepare('DELETE FROM scheduled_job_results'),
    env.PREDICT_JOBS_DB.prepare('DELETE FROM job_executions'),
  ]);
};

describe('listJobs', () => {
  it('answers any filter with the matching jobs, newest first, whatever the page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(run, { maxLength: 40 }),
        fc.array(filter, { minLength: 4, maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        async (runs, filters, limit) => {
          await empty();
          const all = runs.map((each, i) => dataOf(`run-${i}`, each));
          if (all.length > 0) await store(...all);
          for (const wanted of [{}, ...filters]) expect(await everyPage(wanted, limit)).toEqual(expected(all, wanted));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('neither skips nor repeats a job while others are inserted between its pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(run, { minLength: 1, maxLength: 20 }),
        fc.array(fc.array(run, { maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.oneof(fc.constant({}), filter),
        fc.integer({ min: 1, max: 4 }),
        async (runs, arrivals, wanted, limit) => {
          await empty();
          const before = runs.map((each, i) => dataOf(`run-${i}`, each));
          await store(...before);
          const pending = arrivals.map((late, n) => late.map((each, i) => dataOf(`late-${n}-${i}`, each)));
          const seen = await everyPage(wanted, limit, async () => {
            const late = pending.shift() ?? [];
            if (late.length > 0) await store(...late);
          });
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((key) => key?.startsWith('run-'))).toEqual(expected(before, wanted));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('holds nothing from the last day on for which there is a date', async () => {
    await store(someData('late', [], { execution_date: '2026-01-07' }));
    expect(await everyPage({ from: '9999-12-31' }, 2)).toEqual([]);
    expect(await everyPage({ to: '9999-12-31' }, 2)).toEqual(['late']);
  });

  it('holds rows of other writers, whose metadata may be no JSON and whose business date is missing', async () => {
    await storeLegacy({ job_type: 'prediction', status: 'success', executed_at: '2026-01-07T02:00:00.000Z' });
    await env.PREDICT_JOBS_DB.prepare(
      `INSERT INTO job_executions (job_type, status, executed_at, execution_date, metadata)
       VALUES ('prediction', 'failed', '2026-01-09T12:00:00.000Z', 'last Friday', 'plain text')`,
    ).run();
    const statuses = async (wanted: HistoryFilter) =>
      (await listJobs(env.PREDICT_JOBS_DB, wanted, 10)).map((job) => job.status);
    expect(await statuses({ type: 'prediction' })).toEqual(['failed', 'success']);
    expect(await statuses({ from: '2026-01-06', to: '2026-01-06' })).toEqual(['success']);
    expect(await statuses({ from: '2026-01-07', to: '2026-01-08' })).toEqual([]);
  });

  it('follows a job to where its newer revision puts it', async () => {
    await store(someData('a'));
    const moved = { executed_at: '2026-02-01T12:00:00.000Z', execution_date: '2026-02-01', revision: NOON + 1 };
    await store(someData('a', [aResult('AAPL')], { ...moved, status: 'failed' }));
    const keys = async (wanted: HistoryFilter) =>
      (await listJobs(env.PREDICT_JOBS_DB, wanted, 10)).map((job) => job.execution_key);
    expect(await keys({ symbol: 'AAPL', status: 'success' })).toEqual([]);
    expect(await keys({ symbol: 'AAPL', status: 'failed', from: '2026-02-01' })).toEqual(['a']);
    expect(await keys({ symbol: 'TSLA' })).toEqual([]);
  });
});
