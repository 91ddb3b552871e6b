import { type JobAnswer, type ResultsAnswer, ResultsQuery, type SnapshotAnswer } from '../../../schema/api/jobs.ts';
import { findJob, findResults, findSnapshot, findSnapshotHtml, type JobDetail } from '../../storage/job-queries.ts';
import type { Handler } from '../context.ts';
import { NoQuery, parseQuery } from '../input.ts';
import { negotiate } from '../negotiation.ts';
import { notFound } from '../problem.ts';
import { answerJson, answerText } from '../respond.ts';
import { readD1, readStores } from '../stores.ts';
import { startTiming } from '../timing.ts';
import { keptJob } from './kept-job.ts';
import { jobReference, NO_SUCH_JOB } from './reference.ts';

/** GET /api/v1/jobs/:id, by integer id or execution key */
export const detail: Handler = async (request, context) => {
  const timing = startTiming();
  parseQuery(NoQuery, request);
  const reference = jobReference(request);
  const { value, source } = await readStores<JobDetail>(context, timing, {
    d1: (db) => findJob(db, reference),
    kv: (kv) => keptJob(kv, reference),
  });
  if (!value) throw notFound(NO_SUCH_JOB);
  const body: JobAnswer = { success: true, ...value, source };
  return answerJson(request, timing, body);
};

/** GET /api/v1/jobs/:id/results */
export const results: Handler = async (request, context) => {
  const timing = startTiming();
  const { result_type } = parseQuery(ResultsQuery, request);
  const reference = jobReference(request);
  const { value, source } = await readStores(context, timing, {
    d1: (db) => findResults(db, reference, result_type ?? null),
    kv: async (kv) => {
      const kept = await keptJob(kv, reference);
      return kept && kept.results.filter((result) => result_type === undefined || result.result_type === result_type);
    },
  });
  if (!value) throw notFound(NO_SUCH_JOB);
  const body: ResultsAnswer = { success: true, count: value.length, results: value, source };
  return answerJson(request, timing, body);
};

/** An archived page is other people's text: it may show itself and its images, run nothing and reach nobody. */
const ARCHIVED_PAGE = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
};

/** GET /api/v1/jobs/:id/snapshot: the archived report as JSON, or as the page it was. */
export const snapshot: Handler = async (request, context) => {
  const timing = startTiming();
  parseQuery(NoQuery, request);
  const reference = jobReference(request);
  const none = 'This job archived no report in this form, or there is no such job (yet).';
  if (negotiate(request, ['application/json', 'text/html']) === 'text/html') {
    const html = await readD1(context, timing, (db) => findSnapshotHtml(db, reference));
    if (html === null) throw notFound(none);
    return answerText(request, timing, html, ARCHIVED_PAGE);
  }
  const found = await readD1(context, timing, (db) => findSnapshot(db, reference));
  if (found === null) throw notFound(none);
  const body: SnapshotAnswer = { success: true, snapshot: found, source: 'd1' };
  return answerJson(request, timing, body);
};
