import { NewsError } from './errors.ts';
import { parseFeedArticles } from './feed-articles.ts';
import { fetchText } from './feed-body.ts';
import type { NewsSource } from './news.ts';

export interface FeedLimits {
  /** For the whole answer, redirects included. */
  timeoutMs: number;
  maxBytes: number;
  maxRedirects: number;
  /** The first this many items of a feed; feeds list the newest first. */
  maxArticles: number;
}

export const FEED_LIMITS: FeedLimits = { timeoutMs: 5_000, maxBytes: 1_000_000, maxRedirects: 3, maxArticles: 20 };

/** The address for `symbol`: `{symbol}` in the template, URL-encoded. Throws NewsError `bad_template`. */
export function feedUrl(template: string, symbol: string): URL {
  const url = URL.parse(template.replaceAll('{symbol}', encodeURIComponent(symbol)));
  if (!url || !/^https?:$/.test(url.protocol) || !template.includes('{symbol}')) {
    throw new NewsError('bad_template', 'NEWS_FEED_URL must be an http or https address with {symbol} in it');
  }
  return url;
}

/** RSS, Atom, RDF or JSON Feed, one address a symbol. The address may hold a token, so only its host is ever shown. */
export function feedNews(template: string, limits: Partial<FeedLimits> = {}): NewsSource {
  const bounds = { ...FEED_LIMITS, ...limits };
  return {
    name: 'feed',
    articles: async (symbol, signal) => {
      const url = feedUrl(template, symbol);
      const articles = parseFeedArticles(await fetchText(url, bounds, signal), url.host, bounds.maxArticles);
      if (articles.length === 0) throw new NewsError('no_news', 'no news: the news feed has no articles for it');
      return articles;
    },
  };
}
