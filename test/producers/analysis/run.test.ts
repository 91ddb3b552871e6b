import { describe, expect, it, vi } from 'vitest';
import { ModelError, NewsError } from '../../../producers/analysis/errors.ts';
import { lexiconModel } from '../../../producers/analysis/lexicon-model.ts';
import type { SentimentModel } from '../../../producers/analysis/model.ts';
import { type Article, chooseNews, type NewsSource } from '../../../producers/analysis/news.ts';
import { type AnalysisPorts, analyse } from '../../../producers/analysis/run.ts';
import { MAX_REASONING_CHARS, MAX_SIGNALS } from '../../../producers/analysis/symbol-result.ts';
import { JobCompletedData } from '../../../schema/event.ts';

const STARTED = Date.parse('2026-01-09T02:00:00.000Z');
const article = (title: string): Article => ({ title, source: 'test' });
const newsOf = (articles: NewsSource['articles']): NewsSource => ({ name: 'feed', articles });

function portsOf(news: NewsSource, rest: Partial<AnalysisPorts> = {}): AnalysisPorts {
  const now = vi.fn(() => STARTED + 1_500).mockReturnValueOnce(STARTED);
  return { news, model: lexiconModel, now, ...rest };
}

describe('analyse', () => {
  const given = [
    { symbol: 'AAPL', title: 'Apple beats estimates and raises guidance' },
    { symbol: 'AAPL', title: 'Apple shares surge' },
    { symbol: 'TSLA', title: 'Tesla plunges on recall' },
    { symbol: 'MSFT', title: 'Microsoft holds annual meeting' },
  ];
  const symbols = ['AAPL', 'TSLA', 'MSFT'];

  it('gives each symbol a sentiment, a confidence, a direction, its reasons and its signals', async () => {
    const { results } = await analyse(portsOf(chooseNews(given, '')), { symbols, trigger_source: 'api' });

    expect(results).toMatchObject([
      { symbol: 'AAPL', sentiment: 'bullish', direction: 'buy', news_count: 2, error: null },
      { symbol: 'TSLA', sentiment: 'bearish', direction: 'sell', news_count: 1, error: null },
      { symbol: 'MSFT', sentiment: 'neutral', direction: 'hold', news_count: 1, error: null },
    ]);
    expect(results[0]?.reasoning).toBe(
      'bullish on 2 headlines: 2 up, 0 down, 0 undecided. ' +
        'Up: “Apple beats estimates and raises guidance” (+0.75); “Apple shares surge” (+0.60).',
    );
    expect(results[2]?.reasoning).toContain('“Microsoft holds annual meeting”');
    expect(results[1]?.signals).toEqual([
      {
        type: 'headline',
        sentiment: 'bearish',
        strength: expect.closeTo(0.714, 3) as number,
        title: 'Tesla plunges on recall',
        source: 'request',
      },
    ]);
  });

  it('describes the run: key and dates of its start, revision of its end, counts, and what it was made of', async () => {
    const data = await analyse(portsOf(chooseNews(given, '')), {
      symbols,
      trigger_source: 'github-actions',
      report_type: 'pre-market',
      workflow_run_id: '42',
    });

    expect(JobCompletedData.parse(data)).toEqual(data);
    const { execution_key, ...execution } = data.execution;
    expect(execution_key).toMatch(/^01KEG[0-9A-HJKMNP-TV-Z]{21}$/);
    expect(execution).toEqual({
      job_type: 'analysis',
      report_type: 'pre-market',
      status: 'success',
      // 02:00 UTC is 21:00 of the day before in New York.
      execution_date: '2026-01-08',
      executed_at: '2026-01-09T02:00:00.000Z',
      revision: STARTED + 1_500,
      execution_time_ms: 1_500,
      symbols_processed: 3,
      symbols_successful: 3,
      symbols_fallback: 0,
      symbols_failed: 0,
      errors: [],
      metadata: {
        trigger_source: 'github-actions',
        source: 'analysis',
        workflow_run_id: '42',
        news_source: 'request',
        model: 'lexicon-afinn165-market',
      },
    });
  });

  it('takes the key and the name of the slot it fills', async () => {
    const slot = { execution_key: '01KEG1QB40R7Z5JTF1N2W9X3YA', slot: 'pre-market' };
    const { execution } = await analyse(portsOf(chooseNews(given, '')), { symbols, trigger_source: 'cron', ...slot });
    expect(execution.execution_key).toBe(slot.execution_key);
    expect(execution.metadata).toMatchObject({ trigger_source: 'cron', slot: 'pre-market' });
  });

  it('fails a symbol without news and goes on: partial, nothing invented', async () => {
    const { execution, results } = await analyse(portsOf(chooseNews(given, '')), {
      symbols: ['AAPL', 'NVDA'],
      trigger_source: 'api',
    });

    expect(execution).toMatchObject({
      status: 'partial',
      symbols_failed: 1,
      errors: ['NVDA: no news: the request brought no articles for it'],
    });
    expect(results[1]).toEqual({
      result_type: 'analysis_detail',
      symbol: 'NVDA',
      sentiment: null,
      confidence: null,
      direction: null,
      reasoning: null,
      signals: null,
      news_count: null,
      error: 'no news: the request brought no articles for it',
      report_content: null,
      html_snapshot: null,
    });
  });

  it('fails when every symbol fails', async () => {
    const news = newsOf(() => Promise.reject(new NewsError('unreachable', 'the news feed could not be reached')));
    const { execution } = await analyse(portsOf(news), { symbols, trigger_source: 'api' });
    expect(execution).toMatchObject({ status: 'failed', symbols_successful: 0, symbols_failed: 3 });
  });

  it('says of every result made of samples that it is', async () => {
    const { execution, results } = await analyse(portsOf(chooseNews([], '')), {
      symbols: ['AAPL', 'GOOGL'],
      trigger_source: 'api',
    });

    expect(execution.metadata).toMatchObject({ news_source: 'sample', sample_news: true });
    for (const { reasoning, signals } of results) {
      expect(reasoning).toMatch(/^Made of sample headlines, not of news\./);
      expect(signals?.length).toBeGreaterThan(0);
      for (const one of signals ?? []) expect(one).toMatchObject({ sample: true, source: 'sample' });
    }
  });

  it('fails a symbol whose headlines the model could not read, with its reason', async () => {
    const model: SentimentModel = {
      name: 'flaky',
      classify: ([title]) =>
        title?.startsWith('Apple')
          ? Promise.reject(new ModelError('model_failed', 'the sentiment model could not be run'))
          : Promise.resolve([1]),
    };
    const { execution } = await analyse(portsOf(chooseNews(given, ''), { model }), { symbols, trigger_source: 'api' });
    expect(execution).toMatchObject({ status: 'partial', errors: ['AAPL: the sentiment model could not be run'] });
  });

  it('fails a symbol when the model leaves out a headline', async () => {
    const model: SentimentModel = { name: 'short', classify: () => Promise.resolve([1]) };
    const { results } = await analyse(portsOf(chooseNews(given, ''), { model }), { symbols, trigger_source: 'api' });
    expect(results.map(({ error }) => error)).toEqual(['the sentiment model left out a headline', null, null]);
  });

  it('ends when its time is over, even if a source ignores every signal', async () => {
    const news = newsOf((symbol) => (symbol === 'A' ? Promise.resolve([article('A rises')]) : new Promise(() => {})));
    const limits = { concurrency: 2, symbolTimeoutMs: 40, totalTimeoutMs: 100 };
    const { execution, results } = await analyse(portsOf(news, { limits }), {
      symbols: ['A', ...Array.from({ length: 20 }, (_, i) => `S${i}`)],
      trigger_source: 'api',
    });

    const reasons = new Set(results.slice(1).map(({ error }) => error));
    expect(results[0]).toMatchObject({ symbol: 'A', sentiment: 'bullish' });
    expect(reasons).toEqual(
      new Set([
        'the analysis of this symbol took longer than 0.04 s',
        'not analysed: the run was out of time after 0.1 s',
      ]),
    );
    expect(execution).toMatchObject({ status: 'partial', symbols_failed: 20 });
  });

  it('works on no more symbols at once than it may', async () => {
    let [atWork, most] = [0, 0];
    const news = newsOf(async (symbol) => {
      most = Math.max(most, ++atWork);
      await new Promise((resolve) => setTimeout(resolve, 1));
      atWork -= 1;
      return [article(`${symbol} rises`)];
    });
    const many = Array.from({ length: 20 }, (_, i) => `S${i}`);
    const { results } = await analyse(portsOf(news, { limits: { concurrency: 3 } }), {
      symbols: many,
      trigger_source: 'api',
    });
    expect(most).toBe(3);
    expect(results.map(({ symbol }) => symbol)).toEqual(many);
  });

  it('lets a fault of its own end the run', async () => {
    const news = newsOf(() => Promise.reject(new TypeError('x is not a function')));
    await expect(analyse(portsOf(news), { symbols, trigger_source: 'api' })).rejects.toThrow(TypeError);
  });

  it('counts a headline once, however often the feed repeats it', async () => {
    const news = newsOf(() => Promise.resolve([article('Apple rises'), article(' Apple  rises'), article('\u0000')]));
    const { results } = await analyse(portsOf(news), { symbols: ['AAPL'], trigger_source: 'api' });
    expect(results[0]).toMatchObject({ news_count: 1, confidence: 0.4 });
  });

  it('keeps hostile headlines as bounded text', async () => {
    const hostile = `<script>alert(1)</script>\u202e"});DROP TABLE x;-- ${'surges '.repeat(20_000)}`;
    const news = newsOf(() => Promise.resolve(Array.from({ length: 200 }, (_, i) => article(`${i} ${hostile}`))));
    const { results } = await analyse(portsOf(news), { symbols: ['AAPL'], trigger_source: 'api' });

    expect(results[0]?.news_count).toBe(200);
    expect(results[0]?.reasoning?.length).toBeLessThanOrEqual(MAX_REASONING_CHARS);
    expect(results[0]?.reasoning).toContain('<script>alert(1)</script> "});DROP TABLE x;--');
    expect(results[0]?.signals).toHaveLength(MAX_SIGNALS);
    expect(JSON.stringify(results).length).toBeLessThan(50_000);
  });
});
