import type { Handler } from '../context.ts';
import { NoQuery, parseQuery } from '../input.ts';
import { answerText } from '../respond.ts';
import { startTiming } from '../timing.ts';
import { openApiDocument } from './document.ts';

/** GET /api/v1/openapi.json: open to all, it tells nothing that the code does not. */
export const openApi: Handler = (request) => {
  const timing = startTiming();
  parseQuery(NoQuery, request);
  return answerText(request, timing, JSON.stringify(openApiDocument()), { 'content-type': 'application/json' });
};
