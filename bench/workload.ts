import type { JobCompletedData } from '../schema/event.ts';

const RESULTS = 10;

const REASONS = [
  'Strong earnings beat with positive guidance; three of five headlines name the services segment',
  'Margins under pressure after the supplier raised prices, analysts cut their targets',
  'Quiet day: the headlines repeat last week and none of them moves the outlook',
];
const CALLS = [
  { sentiment: 'bullish', direction: 'up' },
  { sentiment: 'bearish', direction: 'down' },
  { sentiment: 'neutral', direction: 'flat' },
] as const;

/** The jobs of one round, each an analysis of ten symbols; `round` makes their keys its own. */
export function workload(round: string, jobs: number): JobCompletedData[] {
  const start = Date.parse('2026-01-08T12:30:00.000Z');
  return Array.from({ length: jobs }, (_, i) => ({
    execution: {
      execution_key: `${round}-${String(i).padStart(6, '0')}`,
      job_type: 'analysis',
      report_type: 'pre-market',
      status: 'success',
      execution_date: '2026-01-08',
      executed_at: new Date(start + i * 1000).toISOString(),
      revision: start + i * 1000 + 45_000,
      execution_time_ms: 45_000 + i,
      symbols_processed: RESULTS,
      symbols_successful: RESULTS,
      symbols_fallback: 0,
      symbols_failed: 0,
      errors: [],
      metadata: { trigger_source: 'cron', source: 'analysis', workflow_run_id: `${20_795_135_155 + i}` },
    },
    results: Array.from({ length: RESULTS }, (_, n) => ({
      result_type: 'analysis_detail',
      symbol: `SYM${(i + n) % 50}`,
      ...(CALLS[(i + n) % 3] ?? CALLS[0]),
      confidence: ((i * 7 + n * 13) % 100) / 100,
      reasoning: `${REASONS[(i + n) % 3] ?? ''} (${i}/${n})`,
      signals: [{ type: 'momentum', strength: ((i + n) % 10) / 10 }, 'volume'],
      news_count: (i + n) % 20,
      error: null,
      report_content: null,
      html_snapshot: null,
    })),
  }));
}
