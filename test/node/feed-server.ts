import { createServer, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>News</title>
  <item><title>Apple beats estimates &amp; raises guidance</title><link>https://news.example/a</link>
    <pubDate>Thu, 08 Jan 2026 07:46:11 -0500</pubDate></item>
  <item><title><![CDATA[<script>alert(1)</script> Apple shares surge]]></title><link>javascript:alert(1)</link></item>
</channel></rss>`;
const ATOM = `<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
  <entry><title type="html">Tesla &lt;b&gt;plunges&lt;/b&gt; on recall</title><link href="https://news.example/t"/>
    <updated>2026-01-08T12:46:11Z</updated></entry></feed>`;
const LATIN1 = Buffer.from(
  '<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel>' +
    '<item><title>Nestl\u00e9 shares rise</title></item></channel></rss>',
  'latin1',
);

/** 50 MB that travel as 50 KB. */
const BOMB = gzipSync(Buffer.alloc(50_000_000));

/** How the feed of each symbol behaves; what is not named here answers 404. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/RSS': (response) => response.end(RSS),
  '/ATOM': (response) => response.end(ATOM),
  '/LATIN1': (response) => response.end(LATIN1),
  // The feed of the symbol ^GSPC: the address carries it encoded.
  '/%5EGSPC': (response) => response.end(RSS),
  '/MOVED': (response) => response.writeHead(302, { location: '/ATOM' }).end(),
  '/HTTP500': (response) => response.writeHead(500).end('stack trace of the server'),
  '/SILENT': () => undefined,
  '/STALLED': (response) => response.writeHead(200).write('<rss version="2.0">'),
  '/TORN': (response) => response.end(RSS.slice(0, RSS.lastIndexOf('</item>'))),
  '/PAGE': (response) => response.end('<!DOCTYPE html><html><body>Please log in</body></html>'),
  '/EMPTY': (response) => response.end('<rss version="2.0"><channel><title>News</title></channel></rss>'),
  '/NOTHING': (response) => response.end(),
  '/HUGE': (response) => pour(response),
  '/BOMB': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMB),
  '/LOOP': (response) => response.writeHead(301, { location: '/LOOP' }).end(),
  '/AWAY': (response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
  '/CUT': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('<rss');
    setTimeout(() => response.destroy(), 20);
  },
};

/** Writes for as long as the reader takes it. */
function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(64_000, ' ');
  while (!response.destroyed && response.write(chunk));
  if (!response.destroyed) response.once('drain', () => pour(response));
}

/** A feed server on a free port of the loopback; `origin` has no slash at the end. */
export async function startFeedServer(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = ANSWERS[request.url ?? ''] ?? ((unknown) => unknown.writeHead(404).end());
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the feed server has no port');
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${address.port}`, stop };
}
