import type { AnalysisJobPorts } from '../../producers/analysis/job.ts';
import { chooseModel } from '../../producers/analysis/model.ts';
import { chooseNews, type GivenArticle } from '../../producers/analysis/news.ts';
import type { BackfillPorts } from '../../producers/backfill/ports.ts';
import type { IngestPorts } from '../../producers/ingest.ts';
import { pricesFrom } from '../../producers/prices.ts';
import type { PublishPorts } from '../../producers/publish.ts';
import type { SchedulePorts } from '../../producers/schedule.ts';
import type { Config } from '../config.ts';
import type { Flags } from '../storage/flags.ts';

/** What publishing needs, of this environment. */
export const publishPorts = (env: Env, config: Config, flags: Flags): PublishPorts => ({
  kv: env.ANALYSIS_KV,
  queue: env.JOB_EVENTS,
  outbox: config.OUTBOX,
  d1Writes: flags.d1_writes,
});

/** What taking in a run needs, of this environment. */
export const ingestPorts = (env: Env, config: Config, flags: Flags, now: () => number): IngestPorts => ({
  publish: publishPorts(env, config, flags),
  db: env.PREDICT_JOBS_DB,
  d1Reads: flags.d1_reads,
  now,
});

/** What the analysis needs, of this environment; `articles` are the caller's own. */
export const analysisPorts = (
  env: Env,
  config: Config,
  flags: Flags,
  now: () => number,
  articles: readonly GivenArticle[] = [],
): AnalysisJobPorts => ({
  analysis: {
    news: chooseNews(articles, config.NEWS_FEED_URL ?? ''),
    model: chooseModel(env.AI, config.AI_MODEL),
    now,
  },
  publish: publishPorts(env, config, flags),
  kvWrites: flags.kv_writes,
  ttlSeconds: config.ANALYSIS_TTL_SECONDS,
});

/** What a slot's runs need, of this environment. */
export const schedulePorts = (env: Env, config: Config, flags: Flags, now: () => number): SchedulePorts => ({
  jobs: analysisPorts(env, config, flags, now),
  db: env.PREDICT_JOBS_DB,
  d1Reads: flags.d1_reads,
  symbols: config.ANALYSIS_SYMBOLS,
  prices: config.PRICE_URL === null ? null : pricesFrom(config.PRICE_URL),
});

/** What backfills and verification need, of this environment. */
export const backfillPorts = (env: Env, flags: Flags, now: () => number): BackfillPorts => ({
  db: env.PREDICT_JOBS_DB,
  kv: env.ANALYSIS_KV,
  queue: env.JOB_EVENTS,
  d1Writes: flags.d1_writes,
  now,
});
