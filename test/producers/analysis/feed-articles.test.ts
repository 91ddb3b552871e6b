import { describe, expect, it } from 'vitest';
import { parseFeedArticles } from '../../../producers/analysis/feed-articles.ts';
import { MAX_TITLE_CHARS } from '../../../producers/analysis/headline-text.ts';

const rss = (items: string) => `<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`;
const title = (text: string) => `<item><title>${text}</title></item>`;
const titlesOf = (feed: string, max = 20) =>
  parseFeedArticles(feed, 'news.example', max).map((article) => article.title);

describe('parseFeedArticles', () => {
  const EXPECTED = {
    title: 'Apple rises',
    source: 'news.example',
    url: 'https://news.example/1',
    published_at: '2026-01-08T12:46:11.000Z',
  };

  it.each([
    [
      'RSS 2.0',
      rss(
        '<item><title>Apple rises</title><link>https://news.example/1</link><pubDate>Thu, 08 Jan 2026 12:46:11 GMT</pubDate></item>',
      ),
    ],
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Apple rises</title><link rel="self" href="https://news.example/self"/><link href="https://news.example/1"/><published>2026-01-08T07:46:11-05:00</published><updated>2026-02-02T00:00:00Z</updated></entry></feed>',
    ],
    [
      'RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>Apple rises</title><link>https://news.example/1</link><dc:date>2026-01-08T12:46:11Z</dc:date></item></rdf:RDF>',
    ],
    [
      'JSON Feed',
      '{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[{"id":"1","title":"Apple rises","url":"https://news.example/1","date_published":"2026-01-08T12:46:11Z"}]}',
    ],
  ])('reads %s', (_, feed) => {
    expect(parseFeedArticles(feed, 'news.example', 20)).toEqual([EXPECTED]);
  });

  it.each([
    ['entities', 'AT&amp;T &lt;b&gt; &#8220;up&#8221;', 'AT&T <b> “up”'],
    ['a bare ampersand', 'AT&T rises', 'AT&T rises'],
    ['entities of HTML', 'caf&eacute;', 'café'],
    ['CDATA', '<![CDATA[<script>alert(1)</script> & more]]>', '<script>alert(1)</script> & more'],
    ['space and control characters', '\n Apple\t\u0085rises \u202eevil\u202c', 'Apple rises evil'],
  ])('keeps text as text: %s', (_, written, read) => {
    expect(titlesOf(rss(title(written)))).toEqual([read]);
  });

  it('takes no entity of a document type, however it multiplies', () => {
    const entities = '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">';
    expect(titlesOf(`<!DOCTYPE rss [${entities}]>${rss(title('&b; rises'))}`)).toEqual(['&b; rises']);
  });

  it('reads an Atom title of type html as the words a reader would see', () => {
    const entry = '<title type="html">Apple &lt;b&gt;rises&lt;/b&gt; &amp;amp; shines</title>';
    expect(titlesOf(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${entry}</entry></feed>`)).toEqual([
      'Apple rises & shines',
    ]);
  });

  it('bounds titles and their number, and leaves out items without one', () => {
    const items = `${title('x'.repeat(100_000))}${title(' ')}<item><link>https://news.example</link></item>${title('last')}`;
    const titles = titlesOf(rss(items));
    expect(titles).toEqual([`${'x'.repeat(MAX_TITLE_CHARS - 1)}…`, 'last']);
    expect(titlesOf(rss(title('a') + title('b') + title('c')), 2)).toEqual(['a', 'b']);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    '/relative',
    'data:text/html,x',
    `https://x/${'y'.repeat(3000)}`,
  ])('drops the address %.30s and keeps the headline', (link) => {
    const [article] = parseFeedArticles(rss(`<item><title>t</title><link>${link}</link></item>`), 'news.example', 20);
    expect(article).toEqual({ title: 't', source: 'news.example' });
  });

  it('leaves out a time it cannot read', () => {
    const [article] = parseFeedArticles(
      rss('<item><title>t</title><pubDate>soon</pubDate></item>'),
      'news.example',
      20,
    );
    expect(article).toEqual({ title: 't', source: 'news.example' });
  });

  it.each([
    ['cut off in an item', rss(title('a')).slice(0, -20)],
    ['with crossed tags', rss('<item><title>Apple</item></title>')],
    ['with two roots', `${rss(title('a'))}${rss(title('b'))}`],
    ['HTML', '<!doctype html><html><body>Log in</body></html>'],
    ['another XML format', '<note><to>you</to></note>'],
    ['another JSON format', '{"a":1}'],
    ['text', 'Service unavailable'],
    ['a broken JSON feed', '{"version":"https://jsonfeed.org/version/1.1","items":['],
  ])('refuses a feed that is %s', (_, feed) => {
    expect(() => titlesOf(feed)).toThrow(expect.objectContaining({ name: 'NewsError', code: 'malformed' }));
  });

  it('says that an empty answer holds no news', () => {
    expect(() => titlesOf(' \n')).toThrow(expect.objectContaining({ code: 'no_news' }));
    expect(titlesOf(rss(''))).toEqual([]);
  });
});
