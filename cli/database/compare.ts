import { digestRows, quoted, type Table, tablesOf } from './digest.ts';
import type { Dump } from './dump.ts';

/** A table before against the same rows and columns after. */
export interface TableComparison {
  table: string;
  columns: number;
  rows: number;
  before_sha256: string;
  after_sha256: string;
  unchanged: boolean;
  /** Rows that were not there before. */
  added: number;
}

/** The one column that a migration fills where it is NULL. */
const FILLED = { table: 'job_executions', column: 'execution_date' };

/**
 * Compares what a database held with what became of it: every row and every column that was there before must stand
 * there after with the same value. Columns, rows and tables that came since are not looked at, nor are `live` tables,
 * in which the Worker itself changes rows at any time.
 */
export function compareDumps(before: Dump, after: Dump, live: ReadonlySet<string>): TableComparison[] {
  after.db.prepare('ATTACH DATABASE ? AS was').run(before.path);
  const now = new Map(tablesOf(after.db).map((table) => [table.name, table]));
  const still = tablesOf(after.db, 'was').filter(({ name }) => !live.has(name));
  return still.map((table) => compareTable(after, table, now.get(table.name)));
}

function compareTable({ db }: Dump, was: Table, is: Table | undefined): TableComparison {
  const columns = was.columns.map(quoted);
  const order = was.key.map((name) => `b.${quoted(name)}`).join(', ');
  const name = quoted(was.name);
  const before = digestRows(db, `SELECT ${columns.join(', ')} FROM was.${name} AS b ORDER BY ${order}`);
  const known = { table: was.name, columns: columns.length, rows: before.rows, before_sha256: before.sha256 };
  if (!is || was.columns.some((column) => !is.columns.includes(column))) {
    return { ...known, after_sha256: 'gone', unchanged: false, added: 0 };
  }
  const same = was.key.map((each) => `a.${quoted(each)} = b.${quoted(each)}`).join(' AND ');
  const values = was.columns.map((column) => valueNow(was.name, column)).join(', ');
  const after = digestRows(
    db,
    `SELECT ${values} FROM was.${name} AS b JOIN main.${name} AS a ON ${same} ORDER BY ${order}`,
  );
  const total = Number(db.prepare(`SELECT count(*) AS n FROM main.${name}`).get()?.['n']);
  return {
    ...known,
    after_sha256: after.sha256,
    unchanged: after.sha256 === before.sha256,
    added: total - after.rows,
  };
}

function valueNow(table: string, column: string): string {
  const now = `a.${quoted(column)}`;
  if (table !== FILLED.table || column !== FILLED.column) return now;
  return `CASE WHEN b.${quoted(column)} IS NULL THEN NULL ELSE ${now} END`;
}
