import type { Result } from '../../../schema/result.ts';
import { easternDate } from '../../../src/domain/eastern.ts';
import { type Slot, slotsBetween } from '../../../src/domain/slots.ts';
import { countSymbols, statusOf } from '../../../src/domain/status.ts';
import { FACETS } from '../../../src/storage/facets.ts';

const DAY_MS = 86_400_000;
const SYMBOLS = ['AAPL', 'GOOGL', 'MSFT', 'NVDA', 'TSLA'];
/** The database takes statements of at most 100 KB. */
const ROWS_A_STATEMENT = 40;

/** Numbers from 0 to 1 that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export type Value = string | number | null;

const literal = (value: Value): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

/** INSERT statements short enough for the database. */
export function inserts(table: string, columns: readonly string[], rows: readonly Value[][]): string[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_A_STATEMENT) }, (_, part) => {
    const values = rows.slice(part * ROWS_A_STATEMENT, (part + 1) * ROWS_A_STATEMENT);
    const lines = values.map((row) => `(${row.map(literal).join(',')})`);
    return `INSERT INTO ${table} (${columns.join(',')}) VALUES\n${lines.join(',\n')};`;
  });
}

const JOB_COLUMNS = [
  'id',
  'job_type',
  'report_type',
  'status',
  'execution_date',
  'executed_at',
  'execution_time_ms',
  'symbols_processed',
  'symbols_successful',
  'symbols_fallback',
  'symbols_failed',
  'success_rate',
  'errors',
  'metadata',
  'execution_key',
  'revision',
  'content_hash',
  'persisted_at',
];
const RESULT_COLUMNS = [
  'job_execution_id',
  'ordinal',
  'result_type',
  'symbol',
  'sentiment',
  'confidence',
  'direction',
  'reasoning',
  'signals',
  'news_count',
  'error',
  'report_content',
  'html_snapshot',
];

const REASONS = ['the feed answered with status 503', 'the feed did not answer within 10 s', 'no article in the feed'];
const REASONING = {
  bullish: 'Analysts raised their targets after a strong quarter; two of three headlines point up.',
  bearish: 'A recall and weak deliveries outweigh one upgrade.',
  neutral: 'Headlines about the industry, none about the company itself.',
};
const DIRECTIONS = { bullish: 'buy', bearish: 'sell', neutral: 'hold' };

const NOTHING: Result = {
  result_type: 'analysis_detail',
  symbol: null,
  sentiment: null,
  confidence: null,
  direction: null,
  reasoning: null,
  signals: null,
  news_count: null,
  error: null,
  report_content: null,
  html_snapshot: null,
};

/** What a run says of a symbol, whose mood drifts from run to run; or that it failed. */
function opinion(symbol: string, fails: number, moods: Map<string, number>, roll: () => number): Result {
  if (roll() < fails) return { ...NOTHING, symbol, error: REASONS[Math.floor(roll() * 3)] ?? null };
  const mood = Math.max(-1, Math.min(1, (moods.get(symbol) ?? roll() - 0.4) + (roll() - 0.5) * 0.5));
  moods.set(symbol, mood);
  const sentiment = mood > 0.12 ? 'bullish' : mood < -0.12 ? 'bearish' : 'neutral';
  return {
    ...NOTHING,
    symbol,
    sentiment,
    confidence: Math.round((0.45 + Math.abs(mood) / 2) * 1000) / 1000,
    direction: DIRECTIONS[sentiment],
    reasoning: REASONING[sentiment],
    signals: [{ type: 'momentum', strength: Math.round(Math.abs(mood) * 100) / 100 }],
    news_count: Math.floor(roll() * 14),
  };
}

/** One run of the analysis in a slot. */
function run(id: number, slot: Slot, moods: Map<string, number>, roll: () => number) {
  const fails = roll() < 0.02 ? 1 : roll() < 0.06 ? 0.4 : 0;
  const results = SYMBOLS.map((symbol) => opinion(symbol, fails, moods, roll));
  const counts = countSymbols(results);
  const late = roll() < 0.02 ? 25 * 60_000 : 0;
  const at = slot.at + late + Math.floor(roll() * 4000);
  const took = Math.round(20_000 + roll() * 25_000 + (roll() < 0.03 ? 60_000 : 0));
  const errors = results.flatMap(({ symbol, error }) => (error === null ? [] : [`${symbol ?? ''}: ${error}`]));
  const metadata = {
    trigger_source: 'cron',
    source: 'analysis',
    slot: slot.name,
    model: 'lexicon',
    news_source: 'feed',
  };
  const job: Value[] = [
    id,
    'analysis',
    slot.name,
    statusOf(counts),
    slot.date,
    new Date(at).toISOString(),
    took,
    counts.symbols_processed,
    counts.symbols_successful,
    0,
    counts.symbols_failed,
    counts.symbols_successful / SYMBOLS.length,
    JSON.stringify(errors),
    JSON.stringify(metadata),
    `01SEED${String(id).padStart(20, '0')}`,
    at + took,
    `${id}`.padStart(64, '0'),
    new Date(at + took + 300 + Math.floor(roll() * 1500)).toISOString(),
  ];
  const rows = results.map((result, ordinal): Value[] => [
    id,
    ordinal,
    result.result_type,
    result.symbol,
    result.sentiment,
    result.confidence,
    result.direction,
    result.reasoning,
    result.signals && JSON.stringify(result.signals),
    result.news_count,
    result.error,
    null,
    null,
  ]);
  return { job, rows };
}

/** Executions of another system, beside those of the slots; made by the database itself, as there may be many. */
const others = (from: number, many: number, now: number): string => `
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${many})
INSERT INTO job_executions (id, job_type, status, execution_date, executed_at, execution_time_ms, symbols_processed,
  symbols_successful, symbols_failed, success_rate, errors, metadata, execution_key, revision, persisted_at)
SELECT ${from} + i, 'import-' || char(97 + i % 5), CASE WHEN i % 97 = 0 THEN 'failed' ELSE 'success' END,
  date(at, '-5 hours'), at, 200 + i * 7919 % 9000, 0, 0, 0, 1, '[]', '{"trigger_source":"api","source":"ingest"}',
  'ext:import-' || i, CAST(unixepoch(at) * 1000 AS INTEGER), at
FROM (SELECT i, strftime('%Y-%m-%dT%H:%M:%fZ', ${Math.floor(now / 1000)} - CAST(i * ${(365 * 86_400) / Math.max(1, many)} AS INTEGER), 'unixepoch') AS at FROM n);`;

interface Seed {
  /** Epoch ms: the newest thing stored. */
  now: number;
  /** Executions in all; those beyond a year of slots are of another system. */
  executions?: number;
}

/** SQL that fills an empty database with a year of runs up to `now`: most well, some late, partial, failed or missed. */
export function seedSql({ now, executions = 0 }: Seed): string {
  const roll = dice(7);
  const moods = new Map<string, number>();
  const slots = slotsBetween(easternDate(now - 364 * DAY_MS), easternDate(now)).filter(({ at }) => at < now);
  const runs = slots.filter(() => roll() > 0.012).map((slot, place) => run(place + 1, slot, moods, roll));
  const rest = executions - runs.length;
  return [
    ...inserts(
      'job_executions',
      JOB_COLUMNS,
      runs.map(({ job }) => job),
    ),
    ...inserts(
      'scheduled_job_results',
      RESULT_COLUMNS,
      runs.flatMap(({ rows }) => rows),
    ),
    `UPDATE scheduled_job_results SET executed_at = job.executed_at, facets = job.facets
FROM (SELECT id, executed_at, ${FACETS} AS facets FROM job_executions) AS job WHERE job.id = job_execution_id;`,
    ...(rest > 0 ? [others(runs.length + 1, rest, now)] : []),
    'ANALYZE;',
  ].join('\n');
}
