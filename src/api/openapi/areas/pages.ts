import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { DailyReportQuery } from '../../../../schema/api/reports.ts';
import { SessionInput } from '../../../../schema/api/session.ts';
import { operation } from '../operation.ts';

const tag = 'Pages';
const HTML = { 'text/html': { schema: { type: 'string' } } } as const;
const SIGN_IN = { 401: { description: 'The sign-in, in the place of the page.', content: HTML } } as const;

const page = (id: string, summary: string) => ({
  get: operation({
    id,
    tag,
    summary,
    description: 'Without a session the sign-in stands in its place.',
    scope: 'read',
    query: DailyReportQuery.extend({ date: z.string().optional() }),
    kind: 'read',
    also: { 'text/html': 'The page.' },
    page: true,
    responses: SIGN_IN,
  }),
  post: {
    ...operation({
      id: `${id}SignIn`,
      tag,
      summary: `${summary}: sign in`,
      scope: null,
      page: true,
      problems: [403, 413, 415, 429],
      responses: {
        303: { description: 'Signed in: back to the page.', headers: { Location: { schema: { type: 'string' } } } },
        ...SIGN_IN,
      },
    }),
    requestBody: { content: { 'application/x-www-form-urlencoded': { schema: SessionInput } } },
  },
});

export const pagePaths: ZodOpenApiPathsObject = {
  '/pre-market-briefing': page('preMarketPage', 'Pre-market briefing'),
  '/intraday-check': page('intradayPage', 'Intraday check'),
  '/end-of-day-summary': page('endOfDayPage', 'End-of-day summary'),
  '/weekly-review': page('weeklyPage', 'Weekly review'),
};
