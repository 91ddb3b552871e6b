import type { Job } from '../../../schema/api/jobs.ts';
import { type LatestAnswer, LatestQuery } from '../../../schema/api/jobs.ts';
import { listJobs } from '../../storage/history-queries.ts';
import type { Handler } from '../context.ts';
import { parseQuery } from '../input.ts';
import { notFound } from '../problem.ts';
import { answerJson } from '../respond.ts';
import { readStores } from '../stores.ts';
import { startTiming } from '../timing.ts';
import { newestKept } from './kept-history.ts';

/** GET /api/v1/jobs/latest */
export const latest: Handler = async (request, context) => {
  const timing = startTiming();
  const { type, report_type, date } = parseQuery(LatestQuery, request);
  const filter = { type, report_type, from: date, to: date };
  const first = (jobs: Job[]): Job | null => jobs[0] ?? null;
  const { value: job, source } = await readStores(context, timing, {
    d1: async (db) => first(await listJobs(db, filter, 1)),
    kv: (kv) => newestKept(kv, filter),
    kvWhenMissing: true,
  });
  const narrowed = [report_type && `and report type ${report_type}`, date && `of ${date}`].filter(Boolean).join(' ');
  if (!job) throw notFound(`There is no job of type ${type} ${narrowed}`.trim().concat('.'));
  const body: LatestAnswer = { success: true, job, source };
  return answerJson(request, timing, body);
};
