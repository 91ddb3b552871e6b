import { ulid } from 'ulid';
import type { JobCompletedData } from '../../schema/event.ts';
import type { Result } from '../../schema/result.ts';
import { easternDate } from '../../src/domain/eastern.ts';
import { countSymbols, statusOf } from '../../src/domain/status.ts';
import { within } from '../deadline.ts';
import { mapAtMost } from '../map-at-most.ts';
import { DeadlineError, ModelError, NewsError } from './errors.ts';
import { headlineText, MAX_TITLE_CHARS } from './headline-text.ts';
import type { SentimentModel } from './model.ts';
import type { Article, NewsSource } from './news.ts';
import { failedResult, symbolResult } from './symbol-result.ts';

export interface AnalysisLimits {
  /** Symbols at work at once; a Worker has six connections open at a time. */
  concurrency: number;
  symbolTimeoutMs: number;
  /** For the whole run: symbols that are not done by then fail with that reason. */
  totalTimeoutMs: number;
}

export const ANALYSIS_LIMITS: AnalysisLimits = { concurrency: 6, symbolTimeoutMs: 10_000, totalTimeoutMs: 25_000 };

export interface AnalysisPorts {
  news: NewsSource;
  model: SentimentModel;
  /** Epoch ms. */
  now(): number;
  limits?: Partial<AnalysisLimits>;
}

export interface AnalysisRun {
  symbols: readonly string[];
  /** The edge's word: cron, manual, api, github-actions. */
  trigger_source: string;
  report_type?: string | undefined;
  workflow_run_id?: string | undefined;
  /** The slot of the calendar that this run fills. */
  slot?: string | undefined;
  /** The business date of that slot; else the US Eastern date of the start. */
  execution_date?: string | undefined;
  /** Given where a slot names its run; else a ULID of the start. */
  execution_key?: string | undefined;
}

/** Runs the analysis of `run.symbols`. A symbol without news, or whose source fails, fails alone and says why. */
export async function analyse(ports: AnalysisPorts, run: AnalysisRun): Promise<JobCompletedData> {
  const started = ports.now();
  const results = await resultsOf(ports, run.symbols);
  const completed = ports.now();
  const counts = countSymbols(results);
  return {
    execution: {
      execution_key: run.execution_key ?? ulid(started),
      job_type: 'analysis',
      report_type: run.report_type ?? null,
      status: statusOf(counts),
      execution_date: run.execution_date ?? easternDate(started),
      executed_at: new Date(started).toISOString(),
      revision: completed,
      execution_time_ms: completed - started,
      ...counts,
      errors: results.flatMap(({ symbol, error }) =>
        symbol !== null && error !== null ? [`${symbol}: ${error}`] : [],
      ),
      metadata: {
        trigger_source: run.trigger_source,
        source: 'analysis',
        ...(run.workflow_run_id !== undefined && { workflow_run_id: run.workflow_run_id }),
        ...(run.slot !== undefined && { slot: run.slot }),
        news_source: ports.news.name,
        model: ports.model.name,
        ...(ports.news.name === 'sample' && { sample_news: true }),
      },
    },
    results,
  };
}

async function resultsOf(ports: AnalysisPorts, symbols: readonly string[]): Promise<Result[]> {
  const limits = { ...ANALYSIS_LIMITS, ...ports.limits };
  const total = new AbortController();
  const over = new DeadlineError(`not analysed: the run was out of time after ${limits.totalTimeoutMs / 1000} s`);
  const timer = setTimeout(() => total.abort(over), limits.totalTimeoutMs);
  try {
    return await mapAtMost(limits.concurrency, symbols, (symbol) => analyseSymbol(ports, limits, symbol, total.signal));
  } finally {
    clearTimeout(timer);
  }
}

async function analyseSymbol(
  { news, model }: AnalysisPorts,
  { symbolTimeoutMs }: AnalysisLimits,
  symbol: string,
  total: AbortSignal,
): Promise<Result> {
  const late = () => new DeadlineError(`the analysis of this symbol took longer than ${symbolTimeoutMs / 1000} s`);
  try {
    return await within(symbolTimeoutMs, total, late, async (signal) => {
      const articles = distinct(await news.articles(symbol, signal));
      const polarities = await model.classify(
        articles.map(({ title }) => title),
        signal,
      );
      return symbolResult(symbol, zip(articles, polarities));
    });
  } catch (error) {
    // These three are the reasons a symbol may fail for; anything else is a fault of ours and ends the run.
    if (error instanceof NewsError || error instanceof ModelError || error instanceof DeadlineError) {
      return failedResult(symbol, error.message);
    }
    throw error;
  }
}

/** Headlines as plain, bounded text, each once: a feed that repeats itself adds no evidence. */
function distinct(articles: readonly Article[]): Article[] {
  const byTitle = new Map<string, Article>();
  for (const article of articles) {
    const title = headlineText(article.title, MAX_TITLE_CHARS);
    if (title !== '' && !byTitle.has(title)) byTitle.set(title, { ...article, title });
  }
  if (byTitle.size === 0) throw new NewsError('no_news', 'no news: no article has a readable headline');
  return [...byTitle.values()];
}

function zip(articles: readonly Article[], polarities: readonly number[]) {
  return articles.map((article, index) => {
    const polarity = polarities[index];
    if (polarity === undefined) throw new ModelError('model_output', 'the sentiment model left out a headline');
    return { article, polarity };
  });
}
