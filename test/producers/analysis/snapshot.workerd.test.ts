import { describe, expect, it } from 'vitest';
import { lexiconModel } from '../../../producers/analysis/lexicon-model.ts';
import { chooseNews } from '../../../producers/analysis/news.ts';
import { analyse } from '../../../producers/analysis/run.ts';
import { analysisSnapshot } from '../../../producers/analysis/snapshot.ts';
import { JobCompletedData } from '../../../schema/event.ts';
import { contentHash } from '../../../src/domain/content-hash.ts';

const NOW = Date.parse('2026-01-08T13:30:00.000Z');
const given = [
  { symbol: 'AAPL', title: 'Apple beats estimates 🚀 "quoted" <b>\\u0000' },
  { symbol: 'AAPL', title: 'Half a pair \ud83d and a NUL \u0000' },
];
const run = () =>
  analyse(
    { news: chooseNews(given, ''), model: lexiconModel, now: () => NOW },
    { symbols: ['AAPL', 'TSLA'], trigger_source: 'cron', execution_key: 'slot' },
  );

describe('analysisSnapshot', () => {
  it("has the plan's readable form", async () => {
    const data = await run();
    const { sentiment, confidence, direction, reasoning } = data.results[0] ?? {};
    expect(JSON.parse(analysisSnapshot(data))).toMatchObject({
      symbols_analyzed: ['AAPL', 'TSLA'],
      AAPL: { sentiment, confidence, direction, reasoning },
      TSLA: { sentiment: null, confidence: null, error: 'no news: the request brought no articles for it' },
      analysis_time: '2026-01-08T13:30:00.000Z',
      trigger_mode: 'cron',
      execution_metrics: { total_time_ms: 0 },
    });
  });

  it('holds the event word for word: what is read back has the same content hash', async () => {
    const data = await run();
    const restored = JobCompletedData.parse(JSON.parse(analysisSnapshot(data)));
    expect(restored).toEqual(data);
    expect(await contentHash(restored)).toBe(await contentHash(data));
  });
});
