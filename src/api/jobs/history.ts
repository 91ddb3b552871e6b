import type { IRequest } from 'itty-router';
import * as z from 'zod';
import { HISTORY_PAGE, type HistoryAnswer, HistoryQuery, type Job } from '../../../schema/api/jobs.ts';
import type { StoreSource } from '../../../schema/report.ts';
import { lazily } from '../../domain/lazily.ts';
import { listJobs } from '../../storage/history-queries.ts';
import { type KeptJobs, listKeptJobs } from '../../storage/kept-jobs.ts';
import type { HistoryFilter, Position } from '../../storage/lanes.ts';
import type { ApiContext, Handler } from '../context.ts';
import { parseQuery } from '../input.ts';
import { observe } from '../measures.ts';
import { negotiate } from '../negotiation.ts';
import { decodeCursor, encodeCursor, nextLink, pageOf, type Selection } from '../paging.ts';
import { answerJson, answerStream } from '../respond.ts';
import { type Found, readD1, readStores } from '../stores.ts';
import { startTiming, type Timing } from '../timing.ts';
import { EXPORT_HEADERS, EXPORT_PAGE, EXPORT_TYPES, type ExportType, exportStream } from './export.ts';
import { type After, keptAt, readKeptHistory } from './kept-history.ts';

/** A job's place in the history; without an id where it came from KV. */
const Place = z.object({ at: z.string(), id: z.int().nullable(), key: z.string().nullable() });

const placeOf = (job: Job): After => ({
  at: job.id === null ? keptAt(job) : job.executed_at,
  id: job.id,
  key: job.execution_key,
});

/** A place that KV gave has no id: D1 then begins with the jobs of that very time, rather than to leave one out. */
const positionOf = (place: After | null): Position | null =>
  place === null ? null : { executed_at: place.at, id: place.id ?? Number.MAX_SAFE_INTEGER };

const KV_ALONE =
  'KV holds the values of analyses alone, until they expire: jobs that were handed in and reports are not among these.';
const KV_CUT = 'KV has more keys than are listed for one request: analyses may be missing.';

const warningsOf = ({ source, value }: Found<Read>): string[] =>
  source === 'd1' ? [] : value?.complete === false ? [KV_ALONE, KV_CUT] : [KV_ALONE];

interface Page {
  filter: HistoryFilter;
  limit: number;
  after: After | null;
  /** What KV holds, listed when first asked for. */
  kept: () => Promise<KeptJobs>;
}

interface Read {
  jobs: Job[];
  /** Where the rest begins, when reading stopped before there were as many as wanted. */
  rest: After | null;
  complete: boolean;
}

const NOTHING: Read = { jobs: [], rest: null, complete: true };

const readsOf = ({ filter, limit, after, kept }: Page) => ({
  d1: async (db: D1Database): Promise<Read> => ({
    ...NOTHING,
    jobs: await listJobs(db, filter, limit, positionOf(after)),
  }),
  kv: async (): Promise<Read> => readKeptHistory(await kept(), filter, limit, after),
});

const readPage = (context: ApiContext, timing: Timing, page: Page): Promise<Found<Read>> =>
  readStores<Read>(context, timing, readsOf(page));

/** A further page of the same store: if another stepped in half-way, the two halves would look like a whole. */
const readMore = (context: ApiContext, timing: Timing, source: StoreSource, page: Page): Promise<Read> =>
  source === 'kv' ? readsOf(page).kv() : readD1(context, timing, readsOf(page).d1);

/** Where a page ends that is not the last; `jobs` are as many as were wanted, or those before `rest`. */
const endOf = ({ jobs, rest }: Read, wanted: number): After | null => {
  const last = jobs.length < wanted ? undefined : jobs.at(-1);
  return last ? placeOf(last) : rest;
};

/** The pages of a whole selection (of `total` jobs at most), the first of which has been read already. */
async function* allPages(context: ApiContext, timing: Timing, first: Found<Read>, page: Page, total: number) {
  let read = first.value ?? NOTHING;
  let left = total;
  let wanted = page.limit;
  for (;;) {
    if (read.jobs.length > 0) yield read.jobs;
    left -= read.jobs.length;
    const after = endOf(read, wanted);
    if (after === null || left <= 0) return;
    wanted = Math.min(EXPORT_PAGE, left);
    read = await readMore(context, timing, first.source, { ...page, limit: wanted, after });
  }
}

async function exportHistory(
  context: ApiContext,
  timing: Timing,
  type: ExportType,
  given: Page,
  limit: number | undefined,
): Promise<Response> {
  const total = limit ?? Number.POSITIVE_INFINITY;
  const page = { ...given, limit: Math.min(EXPORT_PAGE, total) };
  // Read before the answer begins, so that a store that is down is still a 503.
  const first = await readPage(context, timing, page);
  const stream = exportStream(type, allPages(context, timing, first, page, total));
  const warnings = warningsOf(first).join(' ');
  return answerStream(timing, stream, {
    ...EXPORT_HEADERS[type],
    'x-source': first.source,
    ...(warnings && { 'x-warnings': warnings }),
  });
}

async function historyPage(
  request: IRequest,
  context: ApiContext,
  timing: Timing,
  selection: Selection,
  page: Page,
): Promise<Response> {
  const found = await readPage(context, timing, { ...page, limit: page.limit + 1 });
  const { value, source } = found;
  const took = timing.part('d1');
  if (source === 'd1' && took !== undefined) observe('history_ms', took);
  const read = value ?? NOTHING;
  const { page: jobs, last } = pageOf(read.jobs, page.limit);
  const next = last ? placeOf(last) : read.rest;
  const next_cursor = next && (await encodeCursor(selection, next));
  const warnings = warningsOf(found);
  const body: HistoryAnswer = {
    ...{ success: true, count: jobs.length, jobs, next_cursor, source },
    ...(warnings.length > 0 && { warnings }),
  };
  return answerJson(request, timing, body, nextLink(request.url, next_cursor));
}

/** GET /api/v1/jobs/history: a page as JSON, or the whole selection as CSV or NDJSON. */
export const history: Handler = async (request, context) => {
  const timing = startTiming();
  const { limit, cursor, ...filter } = parseQuery(HistoryQuery, request);
  const type = negotiate(request, ['application/json', ...EXPORT_TYPES]);
  const selection = { route: 'history', filter };
  const after = await decodeCursor(selection, Place, cursor);
  const kept = lazily(() => listKeptJobs(context.env.ANALYSIS_KV));
  const page = { filter, after, limit: limit ?? HISTORY_PAGE, kept };
  if (type === 'application/json') return historyPage(request, context, timing, selection, page);
  return exportHistory(context, timing, type, page, limit);
};
