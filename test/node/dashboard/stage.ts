import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { HOSTILE, LONG } from './hostile.ts';
import { legacyValues } from './legacy-values.ts';
import { seedSql } from './seed.ts';
import { backfillsSql } from './seed-backfills.ts';
import { deadLettersSql } from './seed-dead-letters.ts';
import { KEYS, startTestServer, type TestServer } from './server.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Screenshots of the last run. */
export const ARTIFACTS = join(ROOT, 'artifacts');

export type Scope = keyof typeof KEYS;

interface Looks {
  scope?: Scope | null;
  theme?: 'light' | 'dark';
  /** Width of a phone instead of a desk. */
  phone?: boolean;
  /** Stays open after the test that opens it; whoever asks for it closes it. */
  lasting?: boolean;
  /** The time zone of the person's machine. */
  zone?: string;
}

/** A real Chromium in front of the real local Worker. */
export interface Stage {
  server: TestServer;
  /** A browser window of its own, signed in with a key of the scope (admin by default). */
  window: (looks?: Looks) => Promise<BrowserContext>;
  /** A page of the dashboard in a window of its own. */
  open: (path: string, looks?: Looks) => Promise<Page>;
  /**
   * What is open in the windows, as the browser itself tells it. Of a tab that a click opens Playwright may never tell:
   * where its first navigation is over before Playwright listens, Chromium reports it to nobody.
   */
  tabs: () => Promise<{ url: string; title: string }[]>;
  /** What the API answers to an admin, as a program would ask. */
  ask: (path: string, init?: RequestInit) => Promise<unknown>;
  /** Says what the browser will tell of in this test by itself, as it does of every answer that is no 200. */
  allow: (complaint: RegExp) => void;
  /** Console errors, warnings, exceptions and dialogs since the last look but for what was allowed; forgets all of it. */
  complaints: () => string[];
  /** Closes the windows that a test opened. */
  tidy: () => Promise<void>;
  end: () => Promise<void>;
}

function watch(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

/** The cookie of a session, by scope: signing in is limited to so many a minute. */
async function cookieFor(url: string, scope: Scope): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ key: KEYS[scope] }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function seededServer(): Promise<TestServer> {
  const now = Date.now();
  const letters = deadLettersSql(now, HOSTILE + LONG.slice(0, 20_000));
  return startTestServer({ sql: [seedSql({ now }), letters, backfillsSql(now)].join('\n'), values: legacyValues() });
}

/** Starts the Worker with a year of runs, dead letters and old values in KV, and the browser. */
export async function setStage(): Promise<Stage> {
  mkdirSync(ARTIFACTS, { recursive: true });
  const [server, browser] = await Promise.all([seededServer(), launchChromium()]);
  const { url } = server;
  const devtools = await browser.newBrowserCDPSession();
  const cookies = new Map<Scope, string>();
  for (const scope of ['read', 'admin'] as const) cookies.set(scope, await cookieFor(url, scope));
  const complaints: string[] = [];
  const allowed: RegExp[] = [];
  const windows = new Set<BrowserContext>();
  const open = async (path: string, looks: Looks = {}): Promise<Page> => {
    const page = await (await window(looks)).newPage();
    await page.goto(url + path);
    return page;
  };
  const window = async (looks: Looks = {}): Promise<BrowserContext> => {
    const context = await newWindow(browser, looks);
    if (looks.lasting !== true) windows.add(context);
    context.on('page', (page) => watch(page, complaints));
    const [name, value] = (cookies.get(looks.scope ?? 'admin') ?? '').split('=');
    if (looks.scope !== null) await context.addCookies([{ name: name ?? '', value: value ?? '', url }]);
    return context;
  };
  return {
    server,
    window,
    open,
    tabs: async () => (await devtools.send('Target.getTargets')).targetInfos.filter(({ type }) => type === 'page'),
    ask: async (path, init = {}) => {
      const headers = { 'x-api-key': KEYS.admin, 'content-type': 'application/json' };
      const answer: unknown = await (await fetch(url + path, { ...init, headers })).json();
      return answer;
    },
    allow: (complaint) => void allowed.push(complaint),
    complaints: () => {
      const expected = allowed.splice(0);
      return complaints.splice(0).filter((each) => !expected.some((pattern) => pattern.test(each)));
    },
    tidy: async () => {
      await Promise.all([...windows].map((context) => context.close()));
      windows.clear();
    },
    end: async () => {
      await browser.close();
      await server.end();
    },
  };
}

async function newWindow(
  browser: Browser,
  { theme = 'light', phone = false, zone = 'Europe/Berlin' }: Looks,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    colorScheme: theme,
    locale: 'en-US',
    timezoneId: zone,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(15_000);
  return context;
}
