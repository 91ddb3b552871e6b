import type { IRequest } from 'itty-router';
import * as z from 'zod';
import { continueBackfill, NotUnderWay, startBackfill, stopBackfill } from '../../producers/backfill/control.ts';
import type { BackfillPorts } from '../../producers/backfill/ports.ts';
import {
  type Backfill,
  type BackfillAnswer,
  type BackfillDetailAnswer,
  BackfillInput,
  type BackfillKeysAnswer,
  BackfillKeysQuery,
  type BackfillsAnswer,
  BackfillsQuery,
} from '../../schema/api/backfills.ts';
import { Ulid } from '../../schema/primitives.ts';
import { countKeys, listKeys } from '../storage/backfill-key-queries.ts';
import { findBackfill, listBackfills } from '../storage/backfills.ts';
import { actorName } from './audit.ts';
import type { Handler } from './context.ts';
import { NoQuery, parseBody, parseQuery } from './input.ts';
import { decodeCursor, encodeCursor, nextLink, pageOf } from './paging.ts';
import { notFound, Problem } from './problem.ts';
import { limitRate } from './rate-limit.ts';
import { answerJson } from './respond.ts';
import { askD1 } from './stores.ts';
import { startTiming } from './timing.ts';
import { writingPorts } from './writing-ports.ts';

const MAX_BODY_BYTES = 10_000;

const noBackfill = (): Problem => notFound('There is no backfill with this id.');

function idOf(request: IRequest): string {
  const { data } = Ulid.safeParse(request.params['id']);
  if (data === undefined) throw noBackfill();
  return data;
}

function accepted(backfill: Backfill): Response {
  const status_url = `/api/v1/backfills/${backfill.id}`;
  const body: BackfillAnswer = { success: true, backfill, status_url };
  return Response.json(body, { status: 202, headers: { location: status_url } });
}

/** POST /api/v1/backfills */
export const start: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const input = await parseBody(BackfillInput, request, MAX_BODY_BYTES);
  const actor = actorName(context);
  await limitRate(context.env.RATE_LIMIT, `backfills:${actor}`);
  return accepted(await startBackfill(await writingPorts(context), input, actor));
};

type Change = (ports: BackfillPorts, id: string, actor: string) => Promise<Backfill>;

const changing =
  (change: Change): Handler =>
  async (request, context) => {
    parseQuery(NoQuery, request);
    const id = idOf(request);
    const ports = await writingPorts(context);
    if (!(await findBackfill(ports.db, id))) throw noBackfill();
    try {
      return accepted(await change(ports, id, actorName(context)));
    } catch (error) {
      if (!(error instanceof NotUnderWay)) throw error;
      throw new Problem(409, 'not-under-way', 'Not under way', error.message);
    }
  };

/** POST /api/v1/backfills/:id/cancel */
export const cancel = changing(stopBackfill);

/** POST /api/v1/backfills/:id/resume */
export const resume = changing(continueBackfill);

/** GET /api/v1/backfills */
export const list: Handler = async (request, context) => {
  const timing = startTiming();
  const { limit, cursor } = parseQuery(BackfillsQuery, request);
  const selection = { route: 'backfills', filter: {} };
  const before = await decodeCursor(selection, Ulid, cursor);
  const found = await askD1(context, timing, (db) => listBackfills(db, limit + 1, before));
  const { page: backfills, last } = pageOf(found, limit);
  const next_cursor = last ? await encodeCursor(selection, last.id) : null;
  const body: BackfillsAnswer = { success: true, count: backfills.length, backfills, next_cursor };
  return answerJson(request, timing, body, nextLink(request.url, next_cursor));
};

/** GET /api/v1/backfills/:id */
export const show: Handler = async (request, context) => {
  const timing = startTiming();
  parseQuery(NoQuery, request);
  const id = idOf(request);
  const [state, counts] = await askD1(context, timing, (db) => Promise.all([findBackfill(db, id), countKeys(db, id)]));
  if (!state) throw noBackfill();
  const body: BackfillDetailAnswer = { success: true, backfill: state.backfill, counts };
  return answerJson(request, timing, body);
};

/** GET /api/v1/backfills/:id/keys */
export const keys: Handler = async (request, context) => {
  const timing = startTiming();
  const { limit, cursor, outcome } = parseQuery(BackfillKeysQuery, request);
  const id = idOf(request);
  const selection = { route: 'backfill-keys', filter: { id, outcome } };
  const after = (await decodeCursor(selection, z.string(), cursor)) ?? '';
  const [state, found] = await askD1(context, timing, (db) =>
    Promise.all([findBackfill(db, id), listKeys(db, id, { outcome, after, limit: limit + 1 })]),
  );
  if (!state) throw noBackfill();
  const { page, last } = pageOf(found, limit);
  const next_cursor = last ? await encodeCursor(selection, last.key) : null;
  const body: BackfillKeysAnswer = { success: true, count: page.length, keys: page, next_cursor };
  return answerJson(request, timing, body, nextLink(request.url, next_cursor));
};
