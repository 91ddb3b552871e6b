import { feedNews } from './feed.ts';
import { requestNews } from './request-news.ts';
import { sampleNews } from './sample-news.ts';

/** One headline about a symbol. `published_at` is ISO-8601 UTC with ms; `sample` marks headlines that are not news. */
export interface Article {
  title: string;
  url?: string;
  published_at?: string;
  source: string;
  sample?: true;
}

/** Where headlines come from. `articles` gives at least one, or throws a NewsError whose message a user understands. */
export interface NewsSource {
  name: 'feed' | 'request' | 'sample';
  articles(symbol: string, signal: AbortSignal): Promise<Article[]>;
}

/** The headlines a caller brought along, each for one symbol. */
export interface GivenArticle {
  symbol: string;
  title: string;
  url?: string | undefined;
  published_at?: string | undefined;
  source?: string | undefined;
}

/** The caller's own articles come first, then the configured feed; the samples serve only when there is neither. */
export function chooseNews(given: readonly GivenArticle[], feedUrl: string): NewsSource {
  if (given.length > 0) return requestNews(given);
  return feedUrl === '' ? sampleNews : feedNews(feedUrl);
}
