import { readAtMost } from '../../src/domain/read-at-most.ts';
import { within } from '../deadline.ts';
import { DeadlineError, NewsError } from './errors.ts';
import type { FeedLimits } from './feed.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const HEADERS = {
  accept: 'application/rss+xml, application/atom+xml, application/feed+json;q=0.9, application/xml;q=0.8, */*;q=0.5',
  'user-agent': 'jobledger (news reader)',
};

/** Fetches a feed's text within its limits. Throws NewsError: timeout, unreachable, http_status, redirect, too_large. */
export async function fetchText(url: URL, limits: FeedLimits, signal: AbortSignal): Promise<string> {
  const late = () => new NewsError('timeout', `the news feed did not answer within ${limits.timeoutMs / 1000} s`);
  try {
    return await within(limits.timeoutMs, signal, late, async (either) => {
      const response = await follow(url, limits.maxRedirects, either);
      return decode(await readBytes(response, limits.maxBytes), response.headers.get('content-type') ?? '');
    });
  } catch (error) {
    if (error instanceof NewsError || error instanceof DeadlineError) throw error;
    throw new NewsError('unreachable', 'the news feed could not be reached', { cause: error });
  }
}

async function follow(start: URL, maxRedirects: number, signal: AbortSignal): Promise<Response> {
  let url = start;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await fetch(url, { redirect: 'manual', signal, headers: HEADERS });
    if (response.ok) return response;
    await response.body?.cancel();
    if (!REDIRECTS.has(response.status)) {
      throw new NewsError('http_status', `the news feed answered with HTTP status ${response.status}`);
    }
    const next = URL.parse(response.headers.get('location') ?? '', url);
    if (!next || !/^https?:$/.test(next.protocol)) {
      throw new NewsError('redirect', 'the news feed redirects to something that is not an http or https address');
    }
    url = next;
  }
  throw new NewsError('redirect', `the news feed redirects more than ${maxRedirects} times`);
}

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  const bytes = await readAtMost(response.body, maxBytes);
  if (!bytes) throw new NewsError('too_large', `the news feed is larger than ${maxBytes} bytes`);
  return bytes;
}

/** By the header's charset, else the XML declaration's (its bytes are ASCII in every encoding named there), else UTF-8. */
function decode(bytes: Uint8Array, contentType: string): string {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const label = /charset=["']?([\w-]+)/i.exec(contentType) ?? /^\s*<\?xml[^>]*encoding=["']([\w-]+)/.exec(head);
  try {
    return new TextDecoder(label?.[1] ?? 'utf-8').decode(bytes);
  } catch (error) {
    throw new NewsError('malformed', 'the news feed names an unknown character encoding', { cause: error });
  }
}
