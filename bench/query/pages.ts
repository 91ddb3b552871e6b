import { DatabaseSync } from 'node:sqlite';
import { FACETS } from '../../src/storage/facets.ts';
import type { HistoryFilter, Position } from '../../src/storage/lanes.ts';

/** Rows a page. */
export const PAGE = 50;
const DEEP_PAGE = 1000;

/** Where a page begins: after how many rows, and after which. */
export interface PageStart {
  page: number;
  offset: number;
  after: Position | null;
}

const CONDITIONS: Record<keyof HistoryFilter, string> = {
  type: 'job_type = ?',
  status: 'status = ?',
  report_type: 'report_type = ?',
  trigger: `metadata ->> '$.trigger_source' = ?`,
  symbol: 'id IN (SELECT job_execution_id FROM scheduled_job_results WHERE symbol = ?)',
  from: 'execution_date >= ?',
  to: 'execution_date <= ?',
};

const isName = (name: string): name is keyof HistoryFilter => name in CONDITIONS;

/** The thousandth page of a filter, or its last full one, found the slow way: by counting. */
export function deepPage(file: string, filter: HistoryFilter): PageStart {
  const db = new DatabaseSync(file, { readOnly: true });
  const given = Object.entries(filter);
  const where = ['1', ...given.flatMap(([name]) => (isName(name) ? [CONDITIONS[name]] : []))].join(' AND ');
  const values = given.map(([, value]) => String(value));
  const total = Number(db.prepare(`SELECT count(*) AS n FROM job_executions WHERE ${where}`).get(...values)?.['n']);
  const page = Math.max(1, Math.min(DEEP_PAGE, Math.floor(total / PAGE)));
  const offset = (page - 1) * PAGE;
  const row =
    offset === 0
      ? undefined
      : db
          .prepare(
            `SELECT executed_at, id FROM job_executions WHERE ${where} ORDER BY executed_at DESC, id DESC LIMIT 1 OFFSET ?`,
          )
          .get(...values, offset - 1);
  db.close();
  return { page, offset, after: row ? { executed_at: String(row['executed_at']), id: Number(row['id']) } : null };
}

/** How many kinds of jobs there are: lanes that a page without a filter on them merges. */
export function countKinds(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  const row = db.prepare(`SELECT count(DISTINCT ${FACETS}) AS n FROM job_executions`).get();
  db.close();
  return Number(row?.['n']);
}
