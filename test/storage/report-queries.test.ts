import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobCompletedData } from '../../schema/event.ts';
import type { Sentiment } from '../../schema/result.ts';
import { addDays } from '../../src/domain/eastern.ts';
import { dayRuns } from '../../src/domain/reports/day-parts.ts';
import { symbolDays } from '../../src/domain/reports/select.ts';
import { lastAnalyses, symbolDaysBetween, withResults } from '../../src/storage/report-queries.ts';
import { aResult, someData } from '../fixtures/events.ts';
import { store, storeLegacy } from '../fixtures/ledger.ts';

const DATE = '2026-01-08';
const FIRST = Date.parse('2026-01-08T05:00:00.000Z');

/** Runs of three days, each at a minute of its own, labelled or not; some carry a date far from their time. */
const run = fc.record({
  minute: fc.integer({ min: 0, max: 3 * 1440 - 1 }),
  type: fc.constantFrom('analysis', 'analysis', 'intraday', 'report', 'clean-up'),
  report_type: fc.constantFrom(null, null, 'pre-market', 'end-of-day', 'of-somebody'),
  trigger: fc.constantFrom('cron', 'api'),
  status: fc.constantFrom('success', 'partial', 'failed'),
  date: fc.constantFrom('own', 'own', 'own', '2026-01-09', '2026-01-20'),
  symbols: fc.subarray(['AAPL', 'TSLA']),
  sentiment: fc.constantFrom<Sentiment>('bullish', 'bearish'),
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

function dataOf(each: Run, i: number): JobCompletedData {
  const executedAt = FIRST + each.minute * 60_000;
  return someData(
    `run-${i}`,
    each.symbols.map((symbol) => aResult(symbol, { sentiment: each.sentiment })),
    {
      job_type: each.type,
      report_type: each.report_type,
      status: each.status,
      execution_date: each.date === 'own' ? addDays(DATE, Math.floor(each.minute / 1440)) : each.date,
      executed_at: new Date(executedAt).toISOString(),
      metadata: { trigger_source: each.trigger, source: 'test' },
    },
  );
}

const LABELS = ['pre-market', 'intraday', 'end-of-day', 'weekly'];
const counts = ({ execution: { job_type, report_type } }: JobCompletedData): boolean =>
  ['analysis', ...LABELS].includes(job_type) || (job_type !== 'report' && LABELS.includes(report_type ?? ''));

const RUNS = fc.uniqueArray(run, { maxLength: 25, selector: ({ minute }) => minute });
const empty = () => env.PREDICT_JOBS_DB.prepare('DELETE FROM job_executions').run();

describe('the runs that reports are built from', () => {
  it('are those that the whole table would give, for every date at once', async () => {
    await fc.assert(
      fc.asyncProperty(RUNS, async (runs) => {
        await empty();
        const all = runs.map(dataOf);
        await store(...all);
        const dates = [DATE, '2026-01-09', '2026-01-10', '2026-01-20'];
        const found = await withResults(env.PREDICT_JOBS_DB, await lastAnalyses(env.PREDICT_JOBS_DB, dates));
        for (const date of dates) {
          const expected = dayRuns(
            date,
            all.filter((data) => counts(data) && data.execution.execution_date === date),
          );
          const picked = dayRuns(
            date,
            found.filter(({ execution }) => execution.execution_date === date),
          );
          expect(picked).toMatchObject(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('hold the last word on each symbol and date of a week', async () => {
    await fc.assert(
      fc.asyncProperty(RUNS, async (runs) => {
        await empty();
        const all = runs.map(dataOf);
        await store(...all);
        const inRange = ({ execution_date: date }: { execution_date: string }) => date >= DATE && date <= '2026-01-11';
        const expected = symbolDays(all.filter((data) => counts(data) && inRange(data.execution)));
        expect(await symbolDaysBetween(env.PREDICT_JOBS_DB, DATE, '2026-01-11')).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('are none of the rows that other writers left without results', async () => {
    await storeLegacy({ job_type: 'analysis', status: 'success', executed_at: '2026-01-08T13:00:00.000Z' });
    await env.PREDICT_JOBS_DB.prepare('UPDATE job_executions SET execution_date = ?').bind(DATE).run();
    expect(await lastAnalyses(env.PREDICT_JOBS_DB, [DATE])).toEqual([]);
  });

  it('cost as many rows on a day of three hundred runs as on one of three', async () => {
    const rowsRead = async (runs: number) => {
      await empty();
      const at = (i: number) => new Date(FIRST + i * 60_000).toISOString();
      await store(...Array.from({ length: runs }, (_, i) => someData(`run-${i}`, [], { executed_at: at(i) })));
      let rows = 0;
      const counting = {
        prepare: (sql: string) => env.PREDICT_JOBS_DB.prepare(sql),
        batch: async (statements: D1PreparedStatement[]) => {
          const answers = await env.PREDICT_JOBS_DB.batch(statements);
          rows += answers.reduce((sum, { meta }) => sum + meta.rows_read, 0);
          return answers;
        },
      };
      await lastAnalyses(counting as unknown as D1Database, [DATE]);
      return rows;
    };
    expect(await rowsRead(300)).toBeLessThanOrEqual((await rowsRead(3)) + 2);
  });
});
