import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalServer, startLocalServer } from '../../cli/local-server.ts';
import { JobCompletedData } from '../../schema/event.ts';
import type { Result } from '../../schema/result.ts';
import { startFeedServer } from './feed-server.ts';
import type { FeedRun } from './feed-worker/worker.ts';

/** Long enough for a busy machine; only the feeds that never answer take it. */
const TIMEOUT_MS = 4_000;
const MAX_BYTES = 200_000;
const stopping = new AbortController();

let feeds: Awaited<ReturnType<typeof startFeedServer>>;
let worker: LocalServer;

beforeAll(async () => {
  feeds = await startFeedServer();
  const config = fileURLToPath(new URL('./feed-worker/wrangler.toml', import.meta.url));
  worker = await startLocalServer({
    flags: ['--config', config, '--port', '0', '--inspector-port', '0', '--log-level', 'error'],
    signal: stopping.signal,
  });
});

afterAll(async () => {
  await worker.stop();
  await feeds.stop();
});

async function run(symbols: string[], template = `${feeds.origin}/{symbol}`): Promise<JobCompletedData> {
  const body: FeedRun = { template, symbols, feed: { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES } };
  const response = await fetch(worker.url, { method: 'POST', body: JSON.stringify(body) });
  return JobCompletedData.parse(await response.json());
}

const errorsOf = (results: readonly Result[]) =>
  Object.fromEntries<string | null>(results.map(({ symbol, error }) => [symbol ?? '', error]));

describe('an analysis over feeds, in the real runtime', () => {
  const FAILURES: readonly (readonly [symbol: string, reason: string])[] = [
    ['HTTP500', 'the news feed answered with HTTP status 500'],
    ['MISSING', 'the news feed answered with HTTP status 404'],
    ['SILENT', 'the news feed did not answer within 4 s'],
    ['STALLED', 'the news feed did not answer within 4 s'],
    ['TORN', 'the news feed is not well-formed XML (line 5)'],
    ['PAGE', 'the news feed answered with an HTML page'],
    ['EMPTY', 'no news: the news feed has no articles for it'],
    ['NOTHING', 'no news: the news feed is empty'],
    ['HUGE', 'the news feed is larger than 200000 bytes'],
    ['BOMB', 'the news feed is larger than 200000 bytes'],
    ['LOOP', 'the news feed redirects more than 3 times'],
    ['AWAY', 'the news feed redirects to something that is not an http or https address'],
    ['CUT', 'the news feed could not be reached'],
  ];

  it('ends partial, every failed symbol with its own reason', async () => {
    const { execution, results } = await run(['RSS', 'ATOM', ...FAILURES.map(([symbol]) => symbol)]);

    expect(errorsOf(results)).toEqual({ RSS: null, ATOM: null, ...Object.fromEntries(FAILURES) });
    expect(execution).toMatchObject({
      status: 'partial',
      symbols_processed: FAILURES.length + 2,
      symbols_successful: 2,
      symbols_failed: FAILURES.length,
      errors: FAILURES.map(([symbol, reason]) => `${symbol}: ${reason}`),
      metadata: { news_source: 'feed', model: 'lexicon-afinn165-market', trigger_source: 'manual' },
    });
    for (const failed of results.slice(2)) {
      expect(failed).toMatchObject({ sentiment: null, confidence: null, direction: null, signals: null });
    }
  });

  it('reads RSS and Atom: titles as plain text, addresses only of the web, times in UTC', async () => {
    const { results } = await run(['RSS', 'ATOM']);
    const source = new URL(feeds.origin).host;

    expect(results[0]).toMatchObject({ symbol: 'RSS', sentiment: 'bullish', direction: 'buy', news_count: 2 });
    expect(results[0]?.signals).toEqual([
      {
        type: 'headline',
        sentiment: 'bullish',
        strength: 0.75,
        title: 'Apple beats estimates & raises guidance',
        source,
        url: 'https://news.example/a',
        published_at: '2026-01-08T12:46:11.000Z',
      },
      {
        type: 'headline',
        sentiment: 'bullish',
        strength: 0.6,
        title: '<script>alert(1)</script> Apple shares surge',
        source,
      },
    ]);
    expect(results[1]).toMatchObject({ symbol: 'ATOM', sentiment: 'bearish', direction: 'sell', news_count: 1 });
    expect(results[1]?.signals).toMatchObject([{ title: 'Tesla plunges on recall', url: 'https://news.example/t' }]);
  });

  it('follows a redirect, decodes other encodings and puts any symbol into the address', async () => {
    const { execution, results } = await run(['MOVED', 'LATIN1', '^GSPC']);

    expect(errorsOf(results)).toEqual({ MOVED: null, LATIN1: null, '^GSPC': null });
    expect(results[1]?.signals).toMatchObject([{ title: 'Nestlé shares rise' }]);
    expect(execution.status).toBe('success');
  });

  it.each([
    ['an address without {symbol}', 'http://127.0.0.1/feed'],
    ['another scheme', 'file:///{symbol}'],
    ['no address', '{symbol}'],
  ])('fails every symbol of a template that is %s', async (_, template) => {
    const { execution, results } = await run(['RSS', 'ATOM'], template);

    const reason = 'NEWS_FEED_URL must be an http or https address with {symbol} in it';
    expect(errorsOf(results)).toEqual({ RSS: reason, ATOM: reason });
    expect(execution.status).toBe('failed');
  });

  it('says that a feed cannot be reached, and nothing of where it is', async () => {
    const { results } = await run(['RSS'], 'http://127.0.0.1:9/{symbol}?token=secret');

    expect(errorsOf(results)).toEqual({ RSS: 'the news feed could not be reached' });
  });
});
