/** Examples of the document. The contract test sends those of requests and checks those of answers. */

export const JOB_EXAMPLE = {
  id: 4711,
  execution_key: '01KEF3M8Z0Q6V6T3W8J4B5N7XK',
  job_type: 'analysis',
  report_type: 'pre-market',
  status: 'success',
  execution_date: '2026-01-08',
  executed_at: '2026-01-08T13:30:02.114Z',
  execution_time_ms: 4120,
  symbols_processed: 1,
  symbols_successful: 1,
  symbols_fallback: 0,
  symbols_failed: 0,
  success_rate: 1,
  errors: [],
  metadata: { trigger_source: 'cron', source: 'analysis' },
  revision: 1767879006234,
  content_hash: 'c1b44c3b1d0e3a0f4a3d8ac4ce2b1c5d4c1f7b7e8a6f0c3b9d2e5f8a7b6c5d4e',
  created_at: '2026-01-08 13:30:07',
  persisted_at: '2026-01-08T13:30:07.251Z',
};

export const RESULT_EXAMPLE = {
  id: 80123,
  ordinal: 0,
  result_type: 'analysis_detail',
  symbol: 'AAPL',
  sentiment: 'bullish',
  confidence: 0.85,
  direction: 'up',
  reasoning: 'Two of three headlines are positive.',
  signals: ['earnings beat'],
  news_count: 3,
  error: null,
  created_at: '2026-01-08 13:30:07',
};

export const INGEST_EXAMPLE = {
  job_type: 'nightly-risk',
  report_type: 'risk',
  executed_at: '2026-01-08T22:00:00Z',
  execution_time_ms: 41250,
  metadata: { trigger_source: 'cron', host: 'worker-3' },
  results: [
    { symbol: 'AAPL', sentiment: 'bullish', confidence: 0.85, reasoning: 'beat', news_count: 12 },
    { symbol: 'TSLA', error: 'feed answered 503' },
    { report_content: { total: 2 }, html_snapshot: '<h1>Risk</h1>' },
  ],
};

export const ANALYSIS_EXAMPLE = {
  symbols: ['AAPL'],
  articles: [{ symbol: 'AAPL', title: 'Apple beats expectations and raises its guidance' }],
};
