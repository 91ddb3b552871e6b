import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { PROJECT_ROOT } from '../../cli/wrangler.ts';

export type Row = Record<string, SQLInputValue>;

/** A job as its rows: the execution's and its results', as the consumer left them. */
export interface JobRows {
  execution: Row;
  results: Row[];
}

const JOBS_A_TRANSACTION = 100;

function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  const folder = join(PROJECT_ROOT, 'schema/migrations');
  for (const name of readdirSync(folder).sort()) db.exec(readFileSync(join(folder, name), 'utf8'));
  return db;
}

/** The columns that hold a value of their own. */
const storedColumns = (db: DatabaseSync, table: string, besides: readonly string[]): string[] =>
  db
    .prepare(`SELECT name FROM pragma_table_xinfo('${table}') WHERE hidden = 0`)
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !besides.includes(name));

const insertInto = (db: DatabaseSync, table: string, columns: readonly string[]): StatementSync =>
  db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);

/** SQLite by itself: prepared INSERTs into the project's schema, a transaction every 100 jobs. */
export function openFloor(file: string) {
  const db = openDatabase(file);
  const ofExecution = storedColumns(db, 'job_executions', ['id', 'execution_key']);
  const ofResult = storedColumns(db, 'scheduled_job_results', ['job_execution_id']);
  const execution = insertInto(db, 'job_executions', ['execution_key', ...ofExecution]);
  const result = insertInto(db, 'scheduled_job_results', ['job_execution_id', ...ofResult]);
  const valuesOf = (row: Row, columns: readonly string[]) => columns.map((name) => row[name] ?? null);

  /** Stores the jobs under keys of `round`; returns milliseconds. What is bound is made before the clock starts. */
  function store(round: string, jobs: readonly JobRows[]): number {
    const bound = jobs.map((job, i) => ({
      execution: [`${round}-${i}`, ...valuesOf(job.execution, ofExecution)],
      results: job.results.map((row) => valuesOf(row, ofResult)),
    }));
    const start = performance.now();
    for (let i = 0; i < bound.length; i += JOBS_A_TRANSACTION) {
      db.exec('BEGIN');
      for (const job of bound.slice(i, i + JOBS_A_TRANSACTION)) {
        const { lastInsertRowid } = execution.run(...job.execution);
        for (const row of job.results) result.run(lastInsertRowid, ...row);
      }
      db.exec('COMMIT');
    }
    return performance.now() - start;
  }
  return { store, close: () => db.close() };
}
