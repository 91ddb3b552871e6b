import type { IRequest } from 'itty-router';
import * as z from 'zod';
import {
  type DeadLetterGroupsAnswer,
  DeadLetterQuery,
  type DeadLetterSummary,
  type DeadLettersAnswer,
} from '../../../schema/api/dead-letters.ts';
import { DEFAULT_PAGE } from '../../../schema/api/parameters.ts';
import { groupDeadLetters, listDeadLetters } from '../../storage/dead-letter-queries.ts';
import type { DeadLetterPlace, DeadLetterSelection } from '../../storage/dead-letter-selection.ts';
import type { Handler } from '../context.ts';
import { badParameter, parseQuery } from '../input.ts';
import { decodeCursor, encodeCursor, nextLink, pageOf } from '../paging.ts';
import { assertInOrder, firstInstant, lastInstant } from './moments.ts';

export const Place = z.object({ at: z.string(), id: z.string() });

export const placeOf = ({ id, last_seen_at }: DeadLetterSummary): DeadLetterPlace => ({ at: last_seen_at, id });

const NO_STORE = { 'cache-control': 'no-store' };

async function grouped(db: D1Database, selection: DeadLetterSelection, limit: number): Promise<Response> {
  const found = await groupDeadLetters(db, selection, limit + 1);
  const { page: groups, last } = pageOf(found, limit);
  const body: DeadLetterGroupsAnswer = { success: true, count: groups.length, groups, more: last !== null };
  return Response.json(body, { headers: NO_STORE });
}

/** GET /api/v1/dead-letters: a page, or groups by cause. */
export const listDead: Handler = async (request: IRequest, { env }) => {
  const { limit = DEFAULT_PAGE, cursor, group_by, ...filter } = parseQuery(DeadLetterQuery, request);
  assertInOrder(filter);
  const selection = { ...filter, from: firstInstant(filter.from), to: lastInstant(filter.to) };
  if (group_by !== undefined) {
    if (cursor !== undefined) throw badParameter('cursor', 'does not go with group_by');
    return grouped(env.PREDICT_JOBS_DB, selection, limit);
  }
  const bound = { route: 'dead-letters', filter };
  const after = await decodeCursor(bound, Place, cursor);
  const found = await listDeadLetters(env.PREDICT_JOBS_DB, selection, limit + 1, after);
  const { page: dead_letters, last } = pageOf(found, limit);
  const next_cursor = last ? await encodeCursor(bound, placeOf(last)) : null;
  const body: DeadLettersAnswer = { success: true, count: dead_letters.length, dead_letters, next_cursor };
  return Response.json(body, { headers: { ...NO_STORE, ...nextLink(request.url, next_cursor) } });
};
