import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listSymbols } from '../../src/storage/symbol-queries.ts';
import { aResult, NOON, someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

/** Runs of some kinds at few distinct times, so that many share one; a run may speak of a symbol twice. */
const run = fc.record({
  job_type: fc.constantFrom('analysis', 'weekly'),
  report_type: fc.constantFrom(null, 'pre-market'),
  status: fc.constantFrom('success' as const, 'failed' as const),
  hours: fc.integer({ min: 0, max: 4 }),
  symbols: fc.array(fc.constantFrom('AAPL', 'MSFT', 'TSLA', 'X'), { maxLength: 4 }),
});

it('a symbol is listed with the last that any kind of run said of it', async () => {
  const db = env.PREDICT_JOBS_DB;
  await fc.assert(
    fc.asyncProperty(
      fc.array(run, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 5 }),
      async (runs, limit) => {
        await db.prepare('DELETE FROM job_executions').run();
        const all = runs.map(({ hours, symbols, ...rest }, place) =>
          someData(
            `run-${place}`,
            symbols.map((symbol) => aResult(symbol)),
            { ...rest, executed_at: new Date(NOON + hours * 3_600_000).toISOString() },
          ),
        );
        await store(...all);
        const newest = all.toSorted((a, b) => (a.execution.executed_at < b.execution.executed_at ? -1 : 1));
        const last = new Map(
          newest.flatMap(({ execution: { execution_key }, results }) =>
            results.map(({ symbol }, ordinal) => [symbol ?? '', [execution_key, ordinal]] as const),
          ),
        );
        const listed = await listSymbols(db, limit, null);
        expect(listed.map(({ symbol, latest }) => [symbol, [latest.execution_key, latest.ordinal]])).toEqual(
          [...last].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit),
        );
      },
    ),
    { numRuns: 40 },
  );
});
