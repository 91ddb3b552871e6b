import { describe, expect, it } from 'vitest';
import { chooseNews } from '../../../producers/analysis/news.ts';

const signal = new AbortController().signal;
const FEED = 'https://news.example/{symbol}';

describe('chooseNews', () => {
  const given = [
    { symbol: 'AAPL', title: 'one', url: 'https://news.example/1', published_at: '2026-01-08T12:46:11.000Z' },
    { symbol: 'TSLA', title: 'two', source: 'wire' },
    { symbol: 'AAPL', title: 'three' },
  ];

  it.each([
    ["the request's own articles", given, FEED, 'request'],
    ["the request's own articles", given, '', 'request'],
    ['the feed', [], FEED, 'feed'],
    ['the samples', [], '', 'sample'],
  ])('takes %s', (_, articles, feed, name) => {
    expect(chooseNews(articles, feed).name).toBe(name);
  });

  it('gives each symbol the articles that were brought for it, and no other news', async () => {
    const news = chooseNews(given, FEED);
    await expect(news.articles('AAPL', signal)).resolves.toEqual([
      { title: 'one', source: 'request', url: 'https://news.example/1', published_at: '2026-01-08T12:46:11.000Z' },
      { title: 'three', source: 'request' },
    ]);
    await expect(news.articles('TSLA', signal)).resolves.toEqual([{ title: 'two', source: 'wire' }]);
    await expect(news.articles('MSFT', signal)).rejects.toMatchObject({
      code: 'no_news',
      message: 'no news: the request brought no articles for it',
    });
  });

  it.each(['AAPL', 'MSFT', 'GOOGL', 'TSLA', 'NVDA'])('has sample headlines for %s, each marked', async (symbol) => {
    const articles = await chooseNews([], '').articles(symbol, signal);
    expect(articles.length).toBeGreaterThanOrEqual(3);
    for (const article of articles) expect(article).toMatchObject({ sample: true, source: 'sample' });
  });

  it.each(['IBM', 'constructor', '__proto__'])('has no sample headlines for %s', async (symbol) => {
    await expect(chooseNews([], '').articles(symbol, signal)).rejects.toMatchObject({ code: 'no_news' });
  });
});
