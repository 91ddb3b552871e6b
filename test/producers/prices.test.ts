import { afterEach, describe, expect, it, vi } from 'vitest';
import { movesOf, PRICE_LIMITS, pricesFrom } from '../../producers/prices.ts';

const TEMPLATE = 'https://prices.example/{symbol}?token=s3cret';
const DATE = '2026-01-08';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

type Answer = (symbol: string, signal: AbortSignal) => Response | Promise<Response>;

/** Answers at the template's address in the place of the network. */
function serve(answer: Answer): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push(url);
    return Promise.resolve(answer(decodeURIComponent(new URL(url).pathname.slice(1)), signal));
  });
  return asked;
}

const moves = async (symbols: string[], limits = {}) =>
  Object.fromEntries(await movesOf(pricesFrom(TEMPLATE), symbols, DATE, { ...PRICE_LIMITS, ...limits }));

const quote = (close: unknown, previous_close: unknown, more = {}) => Response.json({ close, previous_close, ...more });

describe('prices by URL template', () => {
  it('become the move of the day in per cent, each symbol asked for once', async () => {
    const asked = serve((symbol) => (symbol === '^GSPC' ? quote(101, 100, { volume: 7 }) : quote(49.5, 50)));
    expect(await moves(['AAPL', '^GSPC', 'AAPL'])).toEqual({ AAPL: -1, '^GSPC': 1 });
    expect(asked).toEqual(['https://prices.example/AAPL?token=s3cret', 'https://prices.example/%5EGSPC?token=s3cret']);
  });

  it.each<[string, Answer]>([
    ['an error status', () => new Response('no', { status: 500 })],
    ['something that is not JSON', () => new Response('<html>')],
    ['no close', () => quote(undefined, 100)],
    ['a price that is text', () => quote('99', 100)],
    ['a price of nothing', () => quote(99, 0)],
    ['a negative price', () => quote(-1, 100)],
    ['the price of another day', () => quote(99, 100, { date: '2026-01-07' })],
    ['an impossible day', () => quote(99, 100, { date: '2026-02-30' })],
    ['more than it may', () => new Response(' '.repeat(PRICE_LIMITS.maxBytes + 1))],
    ['a network error', () => Promise.reject(new TypeError(`cannot reach ${TEMPLATE}`))],
    ['nothing at all', () => new Promise<Response>(() => undefined)],
  ])('are missing for a symbol whose source answers with %s, and for no other', async (_what, answer) => {
    const warn = vi.spyOn(console, 'warn');
    serve((symbol, signal) => (symbol === 'BAD' ? answer(symbol, signal) : quote(101, 100)));
    expect(await moves(['BAD', 'AAPL'], { timeoutMs: 50 })).toEqual({ AAPL: 1 });
    expect(JSON.stringify(warn.mock.calls)).not.toContain('s3cret');
  });

  it('end with the time for all of them', async () => {
    serve((symbol) => (symbol === 'A' ? quote(101, 100) : new Promise<Response>(() => undefined)));
    expect(await moves(['A', 'B', 'C', 'D'], { concurrency: 1, totalTimeoutMs: 100 })).toEqual({ A: 1 });
  });
});
