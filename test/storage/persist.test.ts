import { env } from 'cloudflare:workers';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JobCompletedData } from '../../schema/event.ts';
import type { Json } from '../../schema/primitives.ts';
import { contentHash } from '../../src/domain/content-hash.ts';
import { storageIssue } from '../../src/domain/storable.ts';
import { incoming, persistExecutions } from '../../src/storage/persist.ts';
import { aResult, NOON, someData } from '../fixtures/events.ts';

const db = () => env.PREDICT_JOBS_DB;
const AT = '2026-01-08T12:31:00.000Z';

const persist = async (...all: JobCompletedData[]) =>
  persistExecutions(
    db(),
    await Promise.all(all.map(async (data) => incoming({ id: 'x', data }, await contentHash(data)))),
    AT,
  );

/** Any JSON that comes as far as this: the rest is refused before. */
const storable = fc
  .jsonValue({ stringUnit: 'binary', maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json)
  .filter((value) => storageIssue(value) === null);

const rows = async (sql: string) => (await db().prepare(sql).all()).results;

describe('persistExecutions', () => {
  it('stores an execution with its results', async () => {
    expect(await persist(someData('a'))).toEqual(['inserted']);
    expect(
      await rows('SELECT execution_key, status, symbols_processed, success_rate, persisted_at FROM job_executions'),
    ).toEqual([{ execution_key: 'a', status: 'success', symbols_processed: 2, success_rate: 1, persisted_at: AT }]);
    expect(await rows('SELECT symbol, confidence, signals, news_count FROM scheduled_job_results')).toEqual([
      { symbol: 'AAPL', confidence: 0.85, signals: '[{"type":"momentum","strength":0.8}]', news_count: 12 },
      { symbol: 'TSLA', confidence: 0.85, signals: '[{"type":"momentum","strength":0.8}]', news_count: 12 },
    ]);
  });

  it('writes no row for what it has', async () => {
    await persist(someData('a'), someData('b'));
    const changes = async () => Number((await rows('SELECT total_changes() AS n'))[0]?.['n']);
    const before = await changes();
    expect(await persist(someData('a'), someData('b'))).toEqual(['noop', 'noop']);
    // Two at most: AUTOINCREMENT's own bookkeeping, which the legacy table brings along.
    expect((await changes()) - before).toBeLessThanOrEqual(2);
  });

  it('replaces results when a newer revision has fewer, and keeps them from an older one', async () => {
    const newer = someData('a', [aResult('MSFT')], { revision: NOON + 1 });
    await persist(someData('a'));
    expect(await persist(newer)).toEqual(['updated']);
    expect(await persist(someData('a'))).toEqual(['stale']);
    expect(await rows('SELECT ordinal, symbol FROM scheduled_job_results')).toEqual([{ ordinal: 0, symbol: 'MSFT' }]);
  });

  it('lets the greatest of one batch win and tells what each did', async () => {
    const newer = someData('a', [aResult('MSFT')], { revision: NOON + 1 });
    expect(await persist(newer, someData('a'), newer)).toEqual(['inserted', 'stale', 'noop']);
    expect(await rows('SELECT symbol FROM scheduled_job_results')).toEqual([{ symbol: 'MSFT' }]);
  });

  it('stores a job of more results than one parameter holds', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => aResult(`S${i}`, { reasoning: 'ü'.repeat(400) }));
    await persist(someData('big', many));
    expect(
      await rows('SELECT count(*) AS n, count(DISTINCT ordinal) AS o, max(ordinal) AS m FROM scheduled_job_results'),
    ).toEqual([{ n: 3000, o: 3000, m: 2999 }]);
  });

  it('keeps the text of lists and objects as JSON.stringify gives it', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(storable, { maxLength: 5 }), storable, async (signals, report_content) => {
        const errors = signals.map((each) => JSON.stringify(each));
        const metadata = { trigger_source: 'cron', source: 'x', it: report_content };
        const key = `text${run++}`;
        await persist(someData(key, [aResult('AAPL', { signals, report_content })], { errors, metadata }));
        const [row] = await rows(`SELECT job.errors, job.metadata, signals, report_content FROM job_executions AS job
          JOIN scheduled_job_results ON job_execution_id = job.id WHERE execution_key = '${key}'`);
        expect(row).toEqual({
          errors: JSON.stringify(errors),
          metadata: JSON.stringify(metadata),
          signals: JSON.stringify(signals),
          report_content: report_content === null ? null : JSON.stringify(report_content),
        });
      }),
      { numRuns: 300 },
    );
  });

  it('leaves rows without a key alone', async () => {
    await db()
      .prepare(
        "INSERT INTO job_executions (job_type, status, executed_at) VALUES ('old', 'success', '2025-01-01T00:00:00.000Z')",
      )
      .run();
    await persist(someData('a'));
    expect(await rows('SELECT count(*) AS n FROM job_executions')).toEqual([{ n: 2 }]);
  });
});
