import { NewsError } from './errors.ts';
import type { GivenArticle, NewsSource } from './news.ts';

/** The articles of the request and nothing else: a symbol it brought none for has no news. */
export function requestNews(given: readonly GivenArticle[]): NewsSource {
  const bySymbol = Map.groupBy(given, (article) => article.symbol);
  return {
    name: 'request',
    articles: (symbol) => {
      const articles = bySymbol.get(symbol) ?? [];
      if (articles.length === 0) {
        return Promise.reject(new NewsError('no_news', 'no news: the request brought no articles for it'));
      }
      return Promise.resolve(
        articles.map(({ title, url, published_at, source }) => ({
          title,
          source: source ?? 'request',
          ...(url !== undefined && { url }),
          ...(published_at !== undefined && { published_at }),
        })),
      );
    },
  };
}
