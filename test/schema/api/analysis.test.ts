import { describe, expect, it } from 'vitest';
import { AnalysisBody, AnalysisQuery, MAX_ARTICLES, symbolsOf } from '../../../schema/api/analysis.ts';

const article = (rest: Record<string, unknown> = {}) => ({ symbol: 'AAPL', title: 'Apple rises', ...rest });
const many = (n: number) => Array.from({ length: n }, (_, i) => `S${i}`);
const pathsOf = (body: unknown) => AnalysisBody.safeParse(body).error?.issues.map(({ path }) => path.join('/'));

describe('AnalysisBody', () => {
  it('upper-cases symbols and names each once', () => {
    expect(AnalysisBody.parse({ symbols: ['aapl', ' TSLA ', 'AAPL'] }).symbols).toEqual(['AAPL', 'TSLA']);
  });

  it('takes articles with all their fields, times in UTC', () => {
    const full = article({
      symbol: 'aapl',
      title: ' Apple rises ',
      url: 'https://news.example/1',
      published_at: '2026-01-08T07:46:11-05:00',
      source: 'wire',
    });
    expect(AnalysisBody.parse({ articles: [full] }).articles).toEqual([
      {
        symbol: 'AAPL',
        title: 'Apple rises',
        url: 'https://news.example/1',
        published_at: '2026-01-08T12:46:11.000Z',
        source: 'wire',
      },
    ]);
  });

  it('takes nothing at all, an empty list of articles, a trigger and a report type', () => {
    expect(AnalysisBody.parse({})).toEqual({});
    expect(
      AnalysisBody.parse({ symbols: many(50), articles: [], trigger: 'manual', report_type: 'pre-market' }),
    ).toEqual({ symbols: many(50), articles: [], trigger: 'manual', report_type: 'pre-market' });
  });

  it.each([
    ['no object', [], ''],
    ['no symbols', { symbols: [] }, 'symbols'],
    ['500 symbols', { symbols: many(500) }, 'symbols'],
    ['a symbol with markup', { symbols: ['AAPL', '<b>x</b>'] }, 'symbols/1'],
    ['a symbol that is a number', { symbols: [7] }, 'symbols/0'],
    ['symbols as text', { symbols: 'AAPL' }, 'symbols'],
    ['null symbols', { symbols: null }, 'symbols'],
    ['an unknown field', { symbols: ['AAPL'], symbol: 'AAPL' }, ''],
    ['an unknown field of an article', { articles: [article({ body: 'x' })] }, 'articles/0'],
    ['too many articles', { articles: Array<unknown>(MAX_ARTICLES + 1).fill(article()) }, 'articles'],
    ['articles about too many symbols', { articles: many(51).map((symbol) => article({ symbol })) }, 'articles'],
    ['an article of a symbol not asked for', { symbols: ['TSLA'], articles: [article()] }, 'articles/0/symbol'],
    ['an article without a title', { articles: [{ symbol: 'AAPL' }] }, 'articles/0/title'],
    ['an empty title', { articles: [article({ title: '  ' })] }, 'articles/0/title'],
    ['a title that is too long', { articles: [article({ title: 'x'.repeat(501) })] }, 'articles/0/title'],
    ['an address that runs script', { articles: [article({ url: 'javascript:alert(1)' })] }, 'articles/0/url'],
    ['a time without an offset', { articles: [article({ published_at: '2026-01-08' })] }, 'articles/0/published_at'],
    ['a trigger with spaces', { trigger: 'by hand' }, 'trigger'],
    ['a report type that is a number', { report_type: 1 }, 'report_type'],
  ])('refuses %s and says where', (_, body, path) => {
    expect(pathsOf(body)).toContain(path);
  });
});

describe('AnalysisQuery', () => {
  it('reads symbols from a comma-separated list', () => {
    expect(AnalysisQuery.parse({ symbols: 'aapl, TSLA,aapl' })).toEqual({ symbols: ['AAPL', 'TSLA'] });
    expect(AnalysisQuery.parse({})).toEqual({});
  });

  it.each([
    ['an empty list', { symbols: '' }],
    ['a gap', { symbols: 'AAPL,,TSLA' }],
    ['too many', { symbols: many(51).join(',') }],
    ['an unknown parameter', { symbol: 'AAPL' }],
  ])('refuses %s', (_, query) => {
    expect(AnalysisQuery.safeParse(query).success).toBe(false);
  });
});

describe('symbolsOf', () => {
  it.each([
    ['those asked for', { symbols: ['A'], articles: [article({ symbol: 'A' })] }, ['A']],
    [
      'those of the articles',
      { articles: [article({ symbol: 'B' }), article({ symbol: 'B' }), article()] },
      ['B', 'AAPL'],
    ],
    ["the installation's own", { articles: [] }, ['X', 'Y']],
    ["the installation's own", {}, ['X', 'Y']],
  ])('are %s', (_, request, symbols) => {
    expect(symbolsOf(AnalysisBody.parse(request), ['X', 'Y'])).toEqual(symbols);
  });
});
