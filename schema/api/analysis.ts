import * as z from 'zod';
import { Status } from '../execution.ts';
import { BusinessDate, InstantInput, Label, Ticker, TickerInput } from '../primitives.ts';
import { success } from './parameters.ts';

export const MAX_SYMBOLS = 50;
export const MAX_ARTICLES = 500;
export const MAX_ARTICLE_TITLE_CHARS = 500;

const SymbolList = z
  .array(TickerInput)
  .min(1, 'must name at least one symbol')
  .max(MAX_SYMBOLS, `must name at most ${MAX_SYMBOLS} symbols`)
  .transform((symbols) => [...new Set(symbols)]);

/** One headline the caller brings along. */
export const ArticleInput = z.strictObject({
  symbol: TickerInput,
  title: z.string().trim().min(1, 'must not be empty').max(MAX_ARTICLE_TITLE_CHARS),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .max(2048)
    .optional(),
  published_at: InstantInput.optional(),
  source: z.string().trim().min(1).max(128).optional(),
});
export type ArticleInput = z.infer<typeof ArticleInput>;

/** Body of POST /api/v1/sentiment/analysis. Articles of a symbol that is not asked for are refused, not ignored. */
export const AnalysisBody = z
  .strictObject({
    symbols: SymbolList.optional(),
    articles: z.array(ArticleInput).max(MAX_ARTICLES, `must hold at most ${MAX_ARTICLES} articles`).optional(),
    trigger: Label.optional(),
    report_type: Label.optional(),
  })
  .check(({ value, issues }) => {
    const named = new Set((value.articles ?? []).map(({ symbol }) => symbol));
    if (!value.symbols && named.size > MAX_SYMBOLS) {
      const message = `must be about at most ${MAX_SYMBOLS} symbols`;
      issues.push({ code: 'custom', message, path: ['articles'], input: value.articles });
    }
    for (const [index, { symbol }] of value.symbols ? (value.articles ?? []).entries() : []) {
      if (value.symbols?.includes(symbol)) continue;
      issues.push({
        code: 'custom',
        message: 'is not among symbols',
        path: ['articles', index, 'symbol'],
        input: symbol,
      });
    }
  });
export type AnalysisBody = z.infer<typeof AnalysisBody>;

/** Query of GET /api/v1/sentiment/analysis; `symbols` is comma-separated. */
export const AnalysisQuery = z.strictObject({
  symbols: z
    .string()
    .max(1024)
    .transform((symbols) => symbols.split(','))
    .pipe(SymbolList)
    .optional(),
  trigger: Label.optional(),
  report_type: Label.optional(),
});
export type AnalysisQuery = z.infer<typeof AnalysisQuery>;

/** 202: the run is done and on its way to the database; `status_url` answers once it is stored. */
export const AnalysisAccepted = z.object({
  success,
  execution_key: z.string(),
  status_url: z.string(),
  status: Status,
  execution_date: BusinessDate,
  symbols: z.array(Ticker),
});
export type AnalysisAccepted = z.infer<typeof AnalysisAccepted>;

/** The symbols of a run: those asked for, else those of the articles, else the installation's own. */
export function symbolsOf(
  request: Pick<AnalysisBody, 'symbols' | 'articles'>,
  defaults: readonly string[],
): readonly string[] {
  if (request.symbols) return request.symbols;
  return request.articles?.length ? [...new Set(request.articles.map(({ symbol }) => symbol))] : defaults;
}
