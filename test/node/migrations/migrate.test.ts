import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyPlan, migrateDatabase, planFor } from '../../../cli/database/migrate.ts';
import { readMigrations } from '../../../cli/database/migration-files.ts';
import { query } from '../../../cli/database/query.ts';
import { LEGACY_SCHEMA, legacyRows } from '../../fixtures/legacy/rows.ts';

const EVENING = '2026-01-09T02:30:00.000Z';

let state = '';
beforeAll(() => (state = mkdtempSync(join(tmpdir(), 'jobledger-migrate-'))));
afterAll(() => rmSync(state, { recursive: true, force: true }));

it('ends well for both of two that migrate a database at once', { timeout: 120_000 }, async () => {
  const target = { persistTo: join(state, 'of two') };
  await Promise.all([migrateDatabase(target), migrateDatabase(target)]);
  const [ledger] = await query(target, ['SELECT name FROM d1_migrations ORDER BY id']);
  expect(ledger).toEqual(readMigrations().map(({ name }) => ({ name })));
});

describe('a legacy database that was half migrated by hand, with things of somebody else in it', {
  timeout: 120_000,
}, () => {
  it('becomes whole, keeps every value, and is left alone the second time', async () => {
    const target = { persistTo: join(state, 'legacy') };
    await query(target, [
      ...LEGACY_SCHEMA,
      ...legacyRows({ jobs: 200, predictions: 20, days: 5 }),
      'ALTER TABLE job_executions ADD COLUMN execution_date TEXT',
      'ALTER TABLE job_executions ADD COLUMN metadata JSON',
      "ALTER TABLE job_executions ADD COLUMN team TEXT NOT NULL DEFAULT 'a'",
      `INSERT INTO job_executions (job_type, status, executed_at, execution_date, metadata) VALUES
        ('own', 'success', '${EVENING}', '2026-01-09', 'not JSON'), ('own', 'success', '${EVENING}', NULL, NULL), ('own', 'success', 'soon', NULL, NULL)`,
      'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)',
      "INSERT INTO notes (text) VALUES ('mine')",
    ]);
    const legacy =
      'SELECT id, job_type, status, executed_at, errors, created_at, metadata, team FROM job_executions ORDER BY id';
    const [before] = await query(target, [legacy]);

    const plan = await planFor(target);
    expect(plan.pending.flatMap(({ leftOut }) => leftOut)).toEqual([
      'the column job_executions.execution_date',
      'the column job_executions.metadata',
    ]);
    expect(await applyPlan(target, plan)).toBe(201);

    const [after, own, ledger, notes] = await query(target, [
      legacy,
      "SELECT execution_date FROM job_executions WHERE job_type = 'own' ORDER BY id",
      'SELECT name FROM d1_migrations ORDER BY id',
      'SELECT text FROM notes',
    ]);
    expect(after).toEqual(before);
    expect(own).toEqual([{ execution_date: '2026-01-09' }, { execution_date: '2026-01-08' }, { execution_date: null }]);
    expect(ledger).toEqual(readMigrations().map(({ name }) => ({ name })));
    expect(notes).toEqual([{ text: 'mine' }]);

    const second = await planFor(target);
    expect([second.pending, await applyPlan(target, second)]).toEqual([[], 0]);
  });
});
