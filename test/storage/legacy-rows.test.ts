import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { GROWN_COLUMN, LEGACY_SCHEMA, legacyRows } from '../fixtures/legacy/rows.ts';

describe('a generated old database', () => {
  const db = env.PREDICT_JOBS_DB;
  const count = (table: string) => db.prepare(`SELECT COUNT(*) AS n FROM ${table}`).first('n');

  it('has tables and rows of the old form', async () => {
    const tables = ['scheduled_job_results', 'job_executions', 'symbol_predictions', 'daily_analysis'];
    await db.batch(tables.map((table) => db.prepare(`DROP TABLE ${table}`)));
    await db.batch([...LEGACY_SCHEMA, GROWN_COLUMN].map((statement) => db.prepare(statement)));
    const rows = [...legacyRows({ jobs: 450, predictions: 300, days: 30 })];
    expect(rows.every((statement) => statement.length < 100_000 && !statement.includes('\n'))).toBe(true);
    await db.batch(rows.map((statement) => db.prepare(statement)));
    expect([await count('job_executions'), await count('symbol_predictions'), await count('daily_analysis')]).toEqual([
      450, 300, 30,
    ]);
    const { results } = await db.prepare('SELECT DISTINCT status FROM job_executions ORDER BY status').all();
    expect(results).toEqual([{ status: 'failed' }, { status: 'partial' }, { status: 'success' }]);
  });
});
