import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { JobCompletedData } from '../../schema/event.ts';
import { contentHash } from '../../src/domain/content-hash.ts';
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
