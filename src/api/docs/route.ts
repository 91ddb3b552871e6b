import type { Handler } from '../context.ts';
import { pageHeaders } from '../html-headers.ts';
import { NoQuery, parseQuery } from '../input.ts';
import { openApiDocument } from '../openapi/document.ts';
import { answerText } from '../respond.ts';
import { startTiming } from '../timing.ts';
import { docsPage } from './page.ts';
import { DOCS_CSS } from './stylesheet.ts';

/** GET /docs: the OpenAPI document to read. */
export const docs: Handler = async (request) => {
  const timing = startTiming();
  parseQuery(NoQuery, request);
  const text = docsPage(openApiDocument(), new URL(request.url).origin);
  return answerText(request, timing, text, await pageHeaders(DOCS_CSS));
};
