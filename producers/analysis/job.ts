import type { JobCompletedData } from '../../schema/event.ts';
import { attempt } from '../../src/domain/attempt.ts';
import { putAnalysisSnapshot } from '../../src/storage/analysis-values.ts';
import { jobCompletedEvent, type PublishPorts, publishJobCompleted } from '../publish.ts';
import { type AnalysisPorts, type AnalysisRun, analyse } from './run.ts';
import { analysisSnapshot } from './snapshot.ts';

export interface AnalysisJobPorts {
  analysis: AnalysisPorts;
  publish: PublishPorts;
  /** The flag kv_writes: whether `analysis_<date>` is written for readers of KV. */
  kvWrites: boolean;
  ttlSeconds: number;
  traceparent?: string | undefined;
}

const SOURCE = 'jobledger/analysis';

/** Writes the KV value that old readers know. The event alone is enough to keep the result, so a failure is only told. */
async function keepSnapshot(
  { publish, kvWrites, ttlSeconds }: AnalysisJobPorts,
  data: JobCompletedData,
): Promise<void> {
  if (!kvWrites) return;
  const text = analysisSnapshot(data);
  const kept = await attempt(putAnalysisSnapshot(publish.kv, data.execution, text, ttlSeconds));
  if (!kept.ok) {
    console.warn(JSON.stringify({ message: 'analysis snapshot not written to KV', error: String(kept.error) }));
  }
}

/** Runs an analysis and hands its result over: KV value, outbox, queue. Throws NotAccepted when nothing took it. */
export async function runAnalysisJob(ports: AnalysisJobPorts, run: AnalysisRun): Promise<JobCompletedData> {
  const data = await analyse(ports.analysis, run);
  await keepSnapshot(ports, data);
  const { traceparent } = ports;
  await publishJobCompleted(ports.publish, jobCompletedEvent(data, SOURCE, ports.analysis.now(), { traceparent }));
  return data;
}
