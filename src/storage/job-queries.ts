import type { Job, JobResult } from '../../schema/api/jobs.ts';
import { JOB_COLUMNS, JobRow, RESULT_COLUMNS, ResultRow } from './job-rows.ts';

const BY_ID = `SELECT ${JOB_COLUMNS} FROM job_executions WHERE id = ?1`;
const BY_KEY = `SELECT ${JOB_COLUMNS} FROM job_executions WHERE execution_key = ?1`;

/** A job by its integer id or its execution key; null if there is none. */
export async function findJob(db: D1Database, reference: string): Promise<Job | null> {
  const byId = /^[1-9]\d{0,14}$/.test(reference);
  const row = await db
    .prepare(byId ? BY_ID : BY_KEY)
    .bind(byId ? Number(reference) : reference)
    .first();
  return row ? JobRow.parse(row) : null;
}

const RESULTS = `SELECT ${RESULT_COLUMNS} FROM scheduled_job_results WHERE job_execution_id = ?1 ORDER BY ordinal`;

/** The results of a job, in the producer's order. */
export async function resultsOf(db: D1Database, jobId: number): Promise<JobResult[]> {
  const { results } = await db.prepare(RESULTS).bind(jobId).all();
  return results.map((row) => ResultRow.parse(row));
}

export interface HistoryFilter {
  type?: string | undefined;
  status?: string | undefined;
  limit: number;
}

/** Jobs, newest first. */
export async function listJobs(db: D1Database, { type, status, limit }: HistoryFilter): Promise<Job[]> {
  const conditions = [...(type ? ['job_type = ?1'] : []), ...(status ? ['status = ?2'] : [])];
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const { results } = await db
    .prepare(`SELECT ${JOB_COLUMNS} FROM job_executions ${where} ORDER BY executed_at DESC, id DESC LIMIT ?3`)
    .bind(type ?? null, status ?? null, limit)
    .all();
  return results.map((row) => JobRow.parse(row));
}
