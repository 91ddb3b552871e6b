import type { HistoryFilter } from '../../src/storage/lanes.ts';

/**
 * The plan's getJobHistory and getLatestJob, which know type, status and report type; the other filters in the plan's
 * own manner, on the columns and indexes that it has. Pages after the first by OFFSET, as it has no cursor.
 */
export function planHistory(db: D1Database, filter: HistoryFilter, limit: number, offset: number): D1PreparedStatement {
  const conditions: [sql: string, value: string | undefined][] = [
    ['job_type = ?', filter.type],
    ['status = ?', filter.status],
    ['report_type = ?', filter.report_type],
    [`json_extract(metadata, '$.trigger_source') = ?`, filter.trigger],
    ['id IN (SELECT job_execution_id FROM scheduled_job_results WHERE symbol = ?)', filter.symbol],
    ['execution_date >= ?', filter.from],
    ['execution_date <= ?', filter.to],
  ];
  const given = conditions.filter(([, value]) => value !== undefined);
  const where = ['1=1', ...given.map(([sql]) => sql)].join(' AND ');
  return db
    .prepare(`SELECT * FROM job_executions WHERE ${where} ORDER BY executed_at DESC LIMIT ? OFFSET ?`)
    .bind(...given.map(([, value]) => value), limit, offset);
}

/** The plan's reading of one job: three statements, one after the other. */
export async function planDetail(db: D1Database, id: number): Promise<void> {
  await db.prepare('SELECT * FROM job_executions WHERE id = ?').bind(id).all();
  await db.prepare('SELECT * FROM scheduled_job_results WHERE job_execution_id = ?').bind(id).all();
  await db
    .prepare(`SELECT * FROM scheduled_job_results WHERE job_execution_id = ? AND result_type = 'report_snapshot'`)
    .bind(id)
    .all();
}

export const planSymbol = (db: D1Database, symbol: string, limit: number): D1PreparedStatement =>
  db
    .prepare(
      `SELECT r.*, e.executed_at, e.execution_date FROM scheduled_job_results r JOIN job_executions e ON e.id = r.job_execution_id
       WHERE r.symbol = ? ORDER BY e.executed_at DESC LIMIT ?`,
    )
    .bind(symbol, limit);

export const planStats = (db: D1Database, from: string, to: string, group: string): D1PreparedStatement =>
  db
    .prepare(
      `SELECT ${group} AS key, status, COUNT(*) AS n, AVG(execution_time_ms) AS ms FROM job_executions
       WHERE execution_date >= ? AND execution_date <= ? GROUP BY 1, 2`,
    )
    .bind(from, to);
