import * as z from 'zod';
import { STATUSES } from '../../schema/execution.ts';
import { Label } from '../../schema/primitives.ts';
import { findJob, listJobs, resultsOf } from '../storage/job-queries.ts';
import type { Handler } from './context.ts';
import { parseQuery } from './input.ts';
import { notFound } from './problem.ts';

const HistoryQuery = z.strictObject({
  type: Label.optional(),
  status: z.enum(STATUSES).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be 1–200')
    .transform(Number)
    .pipe(z.number().min(1).max(200))
    .default(50),
});

/** GET /api/v1/jobs/history */
export const history: Handler = async (request, { env }) => {
  const filter = parseQuery(HistoryQuery, request);
  const jobs = await listJobs(env.PREDICT_JOBS_DB, filter);
  return Response.json({ success: true, count: jobs.length, jobs });
};

const LatestQuery = z.strictObject({ type: Label.default('analysis') });

/** GET /api/v1/jobs/latest */
export const latest: Handler = async (request, { env }) => {
  const { type } = parseQuery(LatestQuery, request);
  const [job] = await listJobs(env.PREDICT_JOBS_DB, { type, limit: 1 });
  if (!job) throw notFound(`There is no job of type ${type} yet.`);
  return Response.json({ success: true, job });
};

/** GET /api/v1/jobs/:id, by integer id or execution key */
export const detail: Handler = async (request, { env }) => {
  parseQuery(z.strictObject({}), request);
  const reference = decodeURIComponent(request.params['id'] ?? '');
  const job = await findJob(env.PREDICT_JOBS_DB, reference);
  if (!job) throw notFound('There is no job with this id or execution key (yet).');
  return Response.json({ success: true, job, results: await resultsOf(env.PREDICT_JOBS_DB, job.id), snapshot: null });
};
