import * as z from 'zod';
import type { Job, JobResult, JobSnapshot } from '../../schema/api/jobs.ts';
import { JOB_COLUMNS, JobRow, RESULT_COLUMNS, ResultRow } from './job-rows.ts';
import { LenientJson } from './json-columns.ts';
import { readRow } from './read-row.ts';

/** How a job is named: by its integer id or its execution key. */
interface Reference {
  /** Yields the job's id. */
  sql: string;
  value: string | number;
}

const referenceOf = (text: string): Reference =>
  /^[1-9]\d{0,14}$/.test(text)
    ? { sql: '?1', value: Number(text) }
    : { sql: '(SELECT id FROM job_executions WHERE execution_key = ?1)', value: text };

const job = (id: string) => `SELECT ${JOB_COLUMNS} FROM job_executions WHERE id = ${id}`;

const results = (id: string) => `
SELECT ${RESULT_COLUMNS} FROM scheduled_job_results
WHERE job_execution_id = ${id} AND (?2 IS NULL OR result_type = ?2) ORDER BY ordinal`;

const snapshot = (id: string, html: string) => `
SELECT ordinal, result_type, report_content, ${html} AS html FROM scheduled_job_results
WHERE job_execution_id = ${id} AND (report_content IS NOT NULL OR html_snapshot IS NOT NULL) ORDER BY ordinal LIMIT 1`;

const SnapshotRow = z
  .object({
    ordinal: z.int(),
    result_type: z.string(),
    report_content: LenientJson,
    html: z.int(),
  })
  .transform(
    ({ report_content, html, ...row }): JobSnapshot => ({
      ...row,
      content: report_content,
      html: html === 1,
    }),
  );

/** A job with what it produced. */
export interface JobDetail {
  job: Job;
  results: JobResult[];
  snapshot: JobSnapshot | null;
}

/** A job by its integer id or its execution key, in one round trip; null if there is none. */
export async function findJob(db: D1Database, reference: string): Promise<JobDetail | null> {
  const { sql, value } = referenceOf(reference);
  const [jobs, rows, snapshots] = await db.batch([
    db.prepare(job(sql)).bind(value),
    db.prepare(results(sql)).bind(value, null),
    db.prepare(snapshot(sql, 'html_snapshot IS NOT NULL')).bind(value),
  ]);
  const [found] = jobs?.results ?? [];
  if (found === undefined) return null;
  return {
    job: readRow(JobRow, found),
    results: (rows?.results ?? []).map((row) => readRow(ResultRow, row)),
    snapshot: (snapshots?.results ?? []).map((row) => readRow(SnapshotRow, row))[0] ?? null,
  };
}

/** A job's results in the producer's order, of one type if given; null if there is no such job. */
export async function findResults(
  db: D1Database,
  reference: string,
  resultType: string | null,
): Promise<JobResult[] | null> {
  const { sql, value } = referenceOf(reference);
  const [ids, rows] = await db.batch([
    db.prepare(`SELECT id FROM job_executions WHERE id = ${sql}`).bind(value),
    db.prepare(results(sql)).bind(value, resultType),
  ]);
  if (ids?.results.length !== 1) return null;
  return (rows?.results ?? []).map((row) => readRow(ResultRow, row));
}

/** The report a job archived; null if there is none. */
export async function findSnapshot(db: D1Database, reference: string): Promise<JobSnapshot | null> {
  const { sql, value } = referenceOf(reference);
  const row = await db.prepare(snapshot(sql, 'html_snapshot IS NOT NULL')).bind(value).first();
  return row && readRow(SnapshotRow, row);
}

const HtmlRow = z.object({ html: z.string().nullable() }).transform(({ html }) => html);

/** The page of the report a job archived; null if there is none. */
export async function findSnapshotHtml(db: D1Database, reference: string): Promise<string | null> {
  const { sql, value } = referenceOf(reference);
  const row = await db.prepare(snapshot(sql, 'html_snapshot')).bind(value).first();
  return HtmlRow.nullable().parse(row);
}
