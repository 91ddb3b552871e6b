import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../../cli/database/migration-files.ts';
import { liveTables, planMigrations } from '../../../cli/database/rehearse.ts';
import type { Schema, SchemaObject } from '../../../cli/database/schema.ts';
import { LEGACY_SCHEMA } from '../../fixtures/legacy/rows.ts';

const migrations = readMigrations();

/** A database made by these statements. */
function madeBy(...statements: string[]): Schema {
  const objects = statements.map((sql): SchemaObject => {
    const [, kind = '', name = '', table = name] =
      /CREATE (?:UNIQUE )?(TABLE|INDEX) (\w+)(?: ON (\w+))?/.exec(sql) ?? [];
    return { type: kind === 'INDEX' ? 'index' : 'table', name, table, sql };
  });
  return { objects, applied: [], undated: null };
}

const [legacyJobs, ...legacyRest] = LEGACY_SCHEMA;

/** The legacy tables, job_executions with further columns. */
const grown = (...columns: string[]): Schema =>
  madeBy(legacyJobs.replace(/\)$/, `${columns.map((column) => `, ${column}`).join('')})`), ...legacyRest);

const leftOut = (schema: Schema): string[] => planMigrations(schema, migrations).flatMap((each) => each.leftOut);

const withTrigger = (head: string): Schema => {
  const sql = `CREATE TRIGGER touched ${head} ON job_executions BEGIN UPDATE job_executions SET errors = ''; END`;
  const trigger: SchemaObject = { type: 'trigger', name: 'touched', table: 'job_executions', sql };
  const { objects, ...rest } = grown();
  return { ...rest, objects: [...objects, trigger] };
};

describe('the plan of a migration', () => {
  it.each(['AFTER UPDATE', 'BEFORE update', 'UPDATE'])(
    'refuses a trigger that each filled date would set off: %s',
    (head) => {
      expect(() => planMigrations(withTrigger(head), migrations)).toThrow('DROP TRIGGER "touched";');
    },
  );

  it.each(['AFTER INSERT', 'AFTER DELETE', 'AFTER UPDATE OF errors'])(
    'minds no trigger that none sets off: %s',
    (head) => {
      expect(planMigrations(withTrigger(head), migrations)).toHaveLength(migrations.length);
    },
  );

  it.each([
    ['no tables at all', madeBy()],
    ['the legacy tables', grown()],
    ["somebody else's columns", grown('scheduled_date TEXT', "team TEXT NOT NULL DEFAULT 'a'")],
    [
      "somebody else's tables",
      madeBy('CREATE TABLE notes (id INTEGER PRIMARY KEY)', 'CREATE INDEX notes_by ON notes(id)'),
    ],
  ])('leaves nothing out with %s', (_, schema) => {
    expect(planMigrations(schema, migrations).map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
    expect(leftOut(schema)).toEqual([]);
  });

  it.each([
    ['execution_date TEXT', 'the column job_executions.execution_date'],
    ['execution_date DATE', 'the column job_executions.execution_date'],
    ['metadata JSON', 'the column job_executions.metadata'],
    ['METADATA TEXT', 'the column job_executions.metadata'],
    ['revision INTEGER', 'the column job_executions.revision'],
  ])('leaves out what was grown by hand: %s', (column, what) => {
    expect(leftOut(grown(column))).toEqual([what]);
  });

  it('leaves out tables and indexes that an interrupted run by hand made', () => {
    const statements = migrations.at(2)?.statements.slice(0, 3) ?? [];
    const made = madeBy(...LEGACY_SCHEMA, ...statements.map((sql) => sql.replaceAll(/^--.*\n/gm, '')));
    expect(leftOut(made)).toEqual([
      'the table dead_letters',
      'the index dead_letters_by_time',
      'the index dead_letters_by_status',
    ]);
  });

  it('holds only what is not in the ledger', () => {
    const applied = migrations.map(({ name }) => name);
    expect(planMigrations({ ...madeBy(), applied }, migrations)).toEqual([]);
  });

  it.each([
    ['a column that could not hold ours', grown('revision TEXT'), 'job_executions.revision is declared TEXT'],
    [
      'a column that nobody could leave out',
      grown('owner TEXT NOT NULL'),
      'job_executions.owner is NOT NULL without a default',
    ],
    [
      'a legacy column that is missing',
      madeBy(
        'CREATE TABLE job_executions (id INTEGER PRIMARY KEY AUTOINCREMENT, job_type TEXT NOT NULL, status TEXT NOT NULL, executed_at TEXT NOT NULL)',
      ),
      'ALTER TABLE job_executions ADD COLUMN symbols_processed INTEGER DEFAULT 0',
    ],
    [
      "the plan's own table of results",
      madeBy(
        ...LEGACY_SCHEMA,
        'CREATE TABLE scheduled_job_results (id INTEGER PRIMARY KEY AUTOINCREMENT, job_execution_id INTEGER NOT NULL, result_type TEXT NOT NULL, symbol TEXT)',
      ),
      'RENAME TO scheduled_job_results_before',
    ],
    [
      'another table by a name of ours',
      madeBy('CREATE TABLE audit_log (who TEXT, what TEXT)'),
      'RENAME TO audit_log_before',
    ],
    [
      'another index by a name of ours',
      madeBy(...LEGACY_SCHEMA, 'CREATE INDEX job_executions_by_date ON job_executions(status)'),
      'DROP INDEX job_executions_by_date',
    ],
  ])('refuses %s by name, with the way out', (_, schema, reason) => {
    expect(() => planMigrations(schema, migrations)).toThrow(reason);
  });

  it('knows the tables in which the Worker changes rows', () => {
    const live = liveTables(migrations);
    expect([...live]).toEqual(expect.arrayContaining(['scheduled_job_results', 'pipeline_stats', 'dead_letters']));
    expect(['job_executions', 'symbol_predictions', 'daily_analysis'].filter((name) => live.has(name))).toEqual([]);
  });
});
