const FIRST = Date.UTC(2025, 0, 1);
interface Value {
  key: string;
  value: string;
}

const DAY_MS = 86_400_000;

/** Twenty values under `old_`, none of which is a result. */
const noResults = (): Value[] => Array.from({ length: 20 }, (_, place) => ({ key: `old_${place}`, value: '{}' }));

/** Old values in KV, one a day of January 2025: most readable, one that is no JSON. */
export function legacyValues(): Value[] {
  const january = Array.from({ length: 31 }, (_, day) => {
    const date = new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);
    const value = {
      symbols_analyzed: ['AAPL', 'TSLA'],
      AAPL: { sentiment: 'bullish', confidence: 0.85, direction: 'buy', reasoning: 'Strong earnings' },
      ...(day % 5 !== 0 && { TSLA: { sentiment: 'bearish', confidence: 0.6, direction: 'sell' } }),
    };
    return { key: `analysis_${date}`, value: day === 7 ? 'no JSON at all' : JSON.stringify(value) };
  });
  return [...january, ...noResults()];
}
