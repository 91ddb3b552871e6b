import type { PipelineState, SuccessMetric } from '../../schema/api/health.ts';
import { countOf, percentile } from '../domain/measures.ts';
import { judged, shareOf, writeSuccess } from '../domain/success-metrics.ts';
import { openDeadLetters } from '../storage/dead-letter-queries.ts';
import { orNull } from '../storage/or-null.ts';
import { countOutbox, LATE_AFTER_MS } from '../storage/outbox.ts';
import { pipelineTotals } from '../storage/pipeline-stats.ts';
import { queueBacklog } from '../storage/queue-backlog.ts';
import { listReadStats } from '../storage/read-stats.ts';
import type { ApiContext } from './context.ts';

const DAY_MS = 86_400_000;

export interface Vitals {
  pipeline: PipelineState;
  metrics: SuccessMetric[];
}

/** What the system says of itself, over the last days of 24 hours. Throws while D1 cannot be read. */
export async function readVitals({ env, now }: ApiContext, days = 1): Promise<Vitals> {
  const db = env.PREDICT_JOBS_DB;
  const since = new Date(now() - days * DAY_MS).toISOString();
  const [letters, done, read, outbox, backlog] = await Promise.all([
    openDeadLetters(db),
    pipelineTotals(db, since),
    listReadStats(db, since),
    orNull('outbox', countOutbox(env.ANALYSIS_KV, now() - LATE_AFTER_MS)),
    queueBacklog(env.JOB_EVENTS),
  ]);
  const due = done.inserted + letters.n + (outbox?.overdue ?? 0);
  const fromD1 = countOf(read, 'reads_d1');
  const reads = fromD1 + countOf(read, 'reads_kv');
  return {
    pipeline: {
      queue_backlog: backlog,
      outbox: outbox?.entries ?? null,
      dead_letters_open: letters.n,
      oldest_dead_letter_at: letters.oldest,
    },
    metrics: [
      judged('completeness', shareOf(done.inserted, due), due),
      judged('history_p95', percentile(read, 'history_ms', 0.95), countOf(read, 'history_ms')),
      writeSuccess(done),
      judged('kv_reads_avoided', shareOf(fromD1, reads), reads),
      judged('dashboard_load_p95', percentile(read, 'page_load_ms', 0.95), countOf(read, 'page_load_ms')),
    ],
  };
}
