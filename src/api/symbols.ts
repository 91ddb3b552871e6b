import * as z from 'zod';
import { DEFAULT_PAGE } from '../../schema/api/parameters.ts';
import { type SymbolAnswer, SymbolQuery, type SymbolsAnswer, SymbolsQuery } from '../../schema/api/symbols.ts';
import { TickerInput } from '../../schema/primitives.ts';
import { markChanges } from '../domain/symbol-points.ts';
import { listSymbols, symbolHistory } from '../storage/symbol-queries.ts';
import type { Handler } from './context.ts';
import { badParameter, parseQuery, pathParameter } from './input.ts';
import { decodeCursor, encodeCursor, nextLink, pageOf } from './paging.ts';
import { answerJson } from './respond.ts';
import { readD1 } from './stores.ts';
import { startTiming } from './timing.ts';

/** GET /api/v1/symbols */
export const symbols: Handler = async (request, context) => {
  const timing = startTiming();
  const { limit = DEFAULT_PAGE, cursor } = parseQuery(SymbolsQuery, request);
  const selection = { route: 'symbols', filter: {} };
  const after = await decodeCursor(selection, z.string(), cursor);
  const found = await readD1(context, timing, (db) => listSymbols(db, limit + 1, after));
  const { page, last } = pageOf(found, limit);
  const next_cursor = last ? await encodeCursor(selection, last.symbol) : null;
  const body: SymbolsAnswer = { success: true, count: page.length, symbols: page, next_cursor, source: 'd1' };
  return answerJson(request, timing, body, nextLink(request.url, next_cursor));
};

/** To tell a flip one looks back over neutral observations: over so many. */
const LOOK_BACK = 50;

const Place = z.object({ executed_at: z.string(), id: z.int() });

function tickerOf(text: string): string {
  const parsed = TickerInput.safeParse(text);
  if (parsed.success) return parsed.data;
  throw badParameter('symbol', parsed.error.issues[0]?.message ?? 'is no symbol');
}

/** GET /api/v1/symbols/:symbol; a page holds all that its jobs say of the symbol. */
export const symbol: Handler = async (request, context) => {
  const timing = startTiming();
  const { limit = DEFAULT_PAGE, cursor, ...filter } = parseQuery(SymbolQuery, request);
  const ticker = tickerOf(pathParameter(request, 'symbol'));
  const selection = { route: `symbols/${ticker}`, filter };
  const after = await decodeCursor(selection, Place, cursor);
  const read = limit + LOOK_BACK;
  const found = await readD1(context, timing, (db) => symbolHistory(db, ticker, filter, read, after));
  const jobs = [...new Set(found.map(({ job_id }) => job_id))];
  const onPage = new Set(jobs.slice(0, limit));
  const points = markChanges(found).filter(({ job_id }) => onPage.has(job_id));
  const last = jobs.length > limit ? points.at(-1) : undefined;
  const next_cursor = last ? await encodeCursor(selection, { executed_at: last.executed_at, id: last.job_id }) : null;
  const body: SymbolAnswer = {
    success: true,
    symbol: ticker,
    count: points.length,
    flips: points.filter(({ flip }) => flip !== null).length,
    points,
    next_cursor,
    source: 'd1',
  };
  return answerJson(request, timing, body, nextLink(request.url, next_cursor));
};
