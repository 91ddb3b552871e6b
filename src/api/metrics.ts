import type { SuccessMetric } from '../../schema/api/health.ts';
import { everBySource, LAG_BOUNDS_SECONDS, type SourceTotals } from '../storage/pipeline-stats.ts';
import type { Handler } from './context.ts';
import { bindingsOf } from './health.ts';
import { NoQuery, parseQuery } from './input.ts';
import { type Family, OPEN_METRICS_TYPE, openMetrics, type Sample } from './open-metrics.ts';
import { readD1 } from './stores.ts';
import { startTiming } from './timing.ts';
import { readVitals, type Vitals } from './vitals.ts';

const OUTCOMES = ['inserted', 'updated', 'noop', 'stale', 'retried', 'dead'] as const;

const eventSamples = (all: readonly SourceTotals[]): Sample[] =>
  all.flatMap((each) =>
    OUTCOMES.map((outcome) => ({
      suffix: '_total',
      labels: { source: each.source, outcome },
      value: each[outcome],
    })),
  );

/** Buckets of a histogram are cumulative. */
function lagSamples({ source, lags, lag_ms_total }: SourceTotals): Sample[] {
  let seen = 0;
  const buckets = lags.map((count, place): Sample => {
    seen += count;
    const bound = LAG_BOUNDS_SECONDS[place];
    return { suffix: '_bucket', labels: { source, le: bound === undefined ? '+Inf' : bound.toFixed(1) }, value: seen };
  });
  const labels = { source };
  return [
    ...buckets,
    { suffix: '_count', labels, value: seen },
    { suffix: '_sum', labels, value: lag_ms_total / 1000 },
  ];
}

const gauge = (name: string, help: string, value: number | null, unit?: string): Family => ({
  name: `jobledger_${name}`,
  type: 'gauge',
  help,
  ...(unit !== undefined && { unit }),
  samples: value === null ? [] : [{ value }],
});

const NAMES: Readonly<Record<SuccessMetric['name'], [name: string, help: string]>> = {
  completeness: ['completeness_ratio', 'Stored, of what was accepted and is not under way.'],
  history_p95: ['history_query_p95_seconds', 'Upper bound of the 95th percentile of history queries.'],
  d1_write_success: ['d1_write_success_ratio', 'Attempts to store an event that succeeded.'],
  kv_reads_avoided: ['kv_reads_avoided_ratio', 'Reads that the database answered alone.'],
  dashboard_load_p95: ['dashboard_load_p95_seconds', 'Upper bound of the 95th percentile of dashboard loads.'],
};

function successGauge({ name, unit, value }: SuccessMetric): Family {
  const [short, help] = NAMES[name];
  const day = `${help} Over the last 24 hours.`;
  return unit === 'ms'
    ? gauge(short, day, value === null ? null : value / 1000, 'seconds')
    : gauge(short, day, value, 'ratio');
}

function waiting({ pipeline }: Vitals, now: number): Family[] {
  const { queue_backlog, outbox, dead_letters_open, oldest_dead_letter_at } = pipeline;
  const age = oldest_dead_letter_at === null ? 0 : (now - Date.parse(oldest_dead_letter_at)) / 1000;
  return [
    gauge('queue_backlog_messages', 'Messages that wait on the queue.', queue_backlog, 'messages'),
    gauge('outbox_entries', 'Entries of the outbox, up to 1000.', outbox, 'entries'),
    gauge('open_dead_letters', 'Dead letters that nobody has dealt with.', dead_letters_open),
    gauge('oldest_dead_letter_age_seconds', 'Since when the first of them waits; 0 without any.', age, 'seconds'),
  ];
}

/** GET /metrics */
export const metrics: Handler = async (request, context) => {
  const timing = startTiming();
  parseQuery(NoQuery, request);
  const bindings = await bindingsOf(context);
  const [ever, vitals] = await readD1(context, timing, (db) => Promise.all([everBySource(db), readVitals(context)]));
  const text = openMetrics([
    {
      name: 'jobledger_binding_up',
      type: 'gauge',
      help: 'Whether a binding answers.',
      samples: Object.entries(bindings)
        .filter(([, up]) => up !== null)
        .map(([binding, up]) => ({ labels: { binding }, value: up ? 1 : 0 })),
    },
    {
      name: 'jobledger_events',
      type: 'counter',
      help: 'What the consumer did with events.',
      samples: eventSamples(ever),
    },
    {
      name: 'jobledger_persist_lag_seconds',
      type: 'histogram',
      unit: 'seconds',
      help: 'From the completion of a run to its rows.',
      samples: ever.flatMap(lagSamples),
    },
    ...waiting(vitals, context.now()),
    ...vitals.metrics.map(successGauge),
  ]);
  return new Response(text, {
    headers: {
      'content-type': OPEN_METRICS_TYPE,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'server-timing': timing.header(),
    },
  });
};
