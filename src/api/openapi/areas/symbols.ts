import * as z from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { DailyReportQuery, ReportAnswer } from '../../../../schema/api/reports.ts';
import { SymbolAnswer, SymbolQuery, SymbolsAnswer, SymbolsQuery } from '../../../../schema/api/symbols.ts';
import { ReportType } from '../../../../schema/report.ts';
import { operation } from '../operation.ts';

/** Both kinds of date: the weekly review also takes an ISO week. */
const ReportQuery = DailyReportQuery.extend({ date: z.string().optional() });

export const symbolPaths: ZodOpenApiPathsObject = {
  '/api/v1/symbols': {
    get: operation({
      id: 'listSymbols',
      tag: 'Symbols',
      summary: 'Symbols in alphabetical order, each with what was last said of it',
      scope: 'read',
      query: SymbolsQuery,
      kind: 'list',
      answer: { schema: SymbolsAnswer },
    }),
  },
  '/api/v1/symbols/{symbol}': {
    get: operation({
      id: 'getSymbol',
      tag: 'Symbols',
      summary: "A symbol's sentiment and confidence over time, newest first",
      scope: 'read',
      path: z.object({ symbol: z.string() }),
      query: SymbolQuery,
      kind: 'list',
      answer: { schema: SymbolAnswer },
    }),
  },
  '/api/v1/reports/{type}': {
    get: operation({
      id: 'getReport',
      tag: 'Reports',
      summary: 'A report, built from what is stored now',
      description:
        'A report without content is an answer too: `state` says why. While D1 is not read, one that KV lacks is a 503.',
      scope: 'read',
      path: z.object({ type: ReportType }),
      query: ReportQuery,
      kind: 'read',
      answer: { schema: ReportAnswer },
      problems: [404],
    }),
  },
};
