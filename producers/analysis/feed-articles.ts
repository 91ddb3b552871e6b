import { decodeHTML } from 'entities';
import { parseFeed } from 'feedsmith';
import { SaxesParser } from 'saxes';
import { NewsError } from './errors.ts';
import { headlineText, MAX_TITLE_CHARS } from './headline-text.ts';
import type { Article } from './news.ts';

/** What the four formats have in common. */
interface Item {
  title?: string | undefined;
  link?: string | undefined;
  date?: string | undefined;
}

/**
 * The first `max` headlines of an RSS, Atom, RDF or JSON feed; `source` is said to be where they come from.
 * Throws NewsError `malformed`. The feed parser accepts torn XML and would make titles out of it: that is checked first.
 */
export function parseFeedArticles(text: string, source: string, max: number): Article[] {
  const trimmed = text.trim();
  if (trimmed === '') throw new NewsError('no_news', 'no news: the news feed is empty');
  if (/^<(?:!doctype )?html/i.test(trimmed)) {
    throw new NewsError('malformed', 'the news feed answered with an HTML page');
  }
  if (trimmed.startsWith('<')) requireWellFormed(trimmed);
  return readItems(trimmed, max).flatMap((item) => toArticle(item, source));
}

function requireWellFormed(xml: string): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new NewsError('malformed', `the news feed is not well-formed XML (line ${parser.line})`, { cause: error });
  });
  // A bare & and HTML's entities are errors in XML but common in feeds, and harmless to the reader.
  parser.write(xml.replace(/&(?!(?:#\d+|#x[\da-f]+|amp|lt|gt|quot|apos);)/gi, '&amp;')).close();
}

function readItems(text: string, maxItems: number): Item[] {
  try {
    const parsed = parseFeed(text, { maxItems });
    switch (parsed.format) {
      case 'rss':
        return (parsed.feed.items ?? []).map((item) => ({ ...item, date: item.pubDate ?? item.dc?.dates?.[0] }));
      case 'rdf':
        return (parsed.feed.items ?? []).map((item) => ({ ...item, date: item.dc?.dates?.[0] }));
      case 'json':
        return (parsed.feed.items ?? []).map((item) => ({
          title: item.title,
          link: item.url,
          date: item.date_published,
        }));
      case 'atom':
        return (parsed.feed.entries ?? []).map((entry) => ({
          title: atomTitle(entry.title),
          link: entry.links?.find((link) => (link.rel ?? 'alternate') === 'alternate')?.href,
          date: entry.published ?? entry.updated,
        }));
    }
  } catch (error) {
    throw new NewsError('malformed', 'the news feed is neither RSS, Atom, RDF nor a JSON feed', { cause: error });
  }
}

/** An Atom title of type html is markup (RFC 4287, 3.1.1.2); we want the words a reader would see. */
function atomTitle(title: { value?: string; type?: string } | undefined): string | undefined {
  if (title?.type !== 'html' && title?.type !== 'xhtml') return title?.value;
  return decodeHTML((title.value ?? '').replace(/<[^<>]{0,1000}>/g, ' '));
}

function toArticle({ title, link, date }: Item, source: string): Article[] {
  const text = headlineText(title ?? '', MAX_TITLE_CHARS);
  if (text === '') return [];
  const url = link === undefined ? null : URL.parse(link.trim());
  const time = date === undefined ? Number.NaN : Date.parse(date);
  return [
    {
      title: text,
      source,
      ...(url && /^https?:$/.test(url.protocol) && url.href.length <= 2048 && { url: url.href }),
      ...(!Number.isNaN(time) && { published_at: new Date(time).toISOString() }),
    },
  ];
}
