import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_CSS, styleSource } from '../../../src/domain/html/stylesheet.ts';
import { preMarketReport } from '../../../src/domain/reports/pre-market.ts';
import { renderReport } from '../../../src/domain/reports/render.ts';
import { reportsWith } from './sample-reports.ts';
import { bullish, clock, storedRun, THURSDAY } from './stored-runs.ts';

interface Parsed {
  /** Every element with its attributes, in order. */
  elements: string[];
  text: string;
}

/** Reads a page with the platform's own HTML parser. */
async function parse(page: string): Promise<Parsed> {
  const parsed: Parsed = { elements: [], text: '' };
  const rewriter = new HTMLRewriter().on('*', {
    element: (element) => void parsed.elements.push(`${element.tagName} ${[...element.attributes].flat().join(' ')}`),
    text: (chunk) => void (parsed.text += chunk.text),
  });
  await rewriter.transform(new Response(page)).text();
  return parsed;
}

const harmless = await Promise.all(reportsWith('an ordinary sentence').map(renderReport).map(parse));

async function expectSameStructure(text: string) {
  const pages = await Promise.all(reportsWith(text).map(renderReport).map(parse));
  expect(pages.map(({ elements }) => elements)).toEqual(harmless.map(({ elements }) => elements));
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</bdi></td></table></main><h1>owned</h1>',
  '<!-- <title>',
  ']]><![CDATA[',
  '&lt;b&gt; &amp;amp; &#x3C;b&#x3E;',
  '\u0000\u0008\u001B\u0085\uFFFE',
  '\uD800 \uDFFF \uD83D',
  '\u202Egnp.tnemucod\u202C \u2066\u2069\u2069',
  'W'.repeat(100_000),
  '<'.repeat(100_000),
  'مرحبا '.repeat(500),
  'a\u0301'.repeat(50_000),
  '${constructor} {{7*7}}',
  'javascript:alert(1)',
];

describe('a report page', () => {
  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))(
    'shows %j as text and nothing else',
    async (_name, text) => {
      await expectSameStructure(text);
    },
  );

  it('holds the same tags whatever text was stored', () => {
    const tagsWith = (text: string) =>
      reportsWith(text)
        .map(renderReport)
        .join('')
        .replace(/>[^<]*</g, '><');
    const ordinary = tagsWith('an ordinary sentence');
    const hostile = fc.string({
      unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '!', '-', 'a', ' ', '\u202E', '\uD800'),
    });
    const text = fc.oneof(fc.string({ unit: 'binary' }), hostile);
    fc.assert(
      fc.property(text, (stored) => tagsWith(stored) === ordinary),
      { numRuns: 25 },
    );
  });

  it('shows what was stored, to the letter', () => {
    const text = `Tom & "Jerry's" <b>run</b> 3 < 4`;
    const [page] = reportsWith(text).map(renderReport);
    expect(page).toContain('Tom &amp; &quot;Jerry&#39;s&quot; &lt;b&gt;run&lt;/b&gt; 3 &lt; 4');
  });

  it('leaves no character that could turn the direction of the page', () => {
    for (const page of reportsWith('\u202A\u202E\u2066\u2069\u200F').map(renderReport)) {
      expect(page).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
  });

  it('carries no script, no handler, no inline style and no request to anywhere', () => {
    for (const { elements } of harmless) {
      const named = elements.join('\n');
      expect(named).not.toMatch(/^(script|iframe|object|embed|form|img|link|base) /m);
      expect(named).not.toMatch(/ on[a-z]+ | style |https?:/);
      expect(named.match(/ href (\S+)/g)?.every((link) => /^ href (\/|#report$)/.test(link))).toBe(true);
    }
  });

  it('has a language, a title, one h1, the landmarks, and a caption for every table', () => {
    for (const { elements } of harmless) {
      const count = (name: string) => elements.filter((element) => element.startsWith(`${name} `)).length;
      expect(elements[0]).toBe('html lang en');
      for (const once of ['title', 'h1', 'header', 'main', 'footer']) expect(count(once), once).toBe(1);
      expect(count('caption')).toBe(count('table'));
      const ids = elements.flatMap((element) => / id (\S+)/.exec(element)?.[1] ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('keeps its size in bounds for a hundred symbols with endless reasons', () => {
    const results = Array.from({ length: 100 }, (_, n) => ({ ...bullish(`S${n}`), reasoning: '"'.repeat(100_000) }));
    const report = preMarketReport(
      { date: THURSDAY, now: clock('09:00'), source: 'd1' },
      { morning: storedRun('08:31', results) },
    );
    expect(new TextEncoder().encode(renderReport(report)).length).toBeLessThan(500_000);
    expect(new TextEncoder().encode(JSON.stringify(report)).length).toBeLessThan(200_000);
  });

  it('names the state and where to look next when there is nothing to show', async () => {
    const report = preMarketReport({ date: '2026-04-03', now: clock('09:00'), source: null }, { morning: null });
    const { text } = await parse(renderReport(report));
    expect(text).toContain('No data');
    expect(text).toContain('The exchange is closed: Good Friday.');
    expect(renderReport(report)).toContain('href="/pre-market-briefing?date=2026-04-02"');
  });
});

describe('the stylesheet', () => {
  it('stands in the page exactly as the policy names it', async () => {
    const [page = ''] = reportsWith('x').map(renderReport);
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
    expect(style).toBe(PAGE_CSS);
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(await styleSource(PAGE_CSS)).toBe(`'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`);
  });
});
