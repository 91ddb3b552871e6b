import type { Execution } from '../../schema/execution.ts';
import { analysisKey } from './kv-keys.ts';

/** Writes the day's latest analysis where old readers look for it; a lister finds the run's identity in the metadata. */
export async function putAnalysisSnapshot(
  kv: KVNamespace,
  execution: Execution,
  text: string,
  ttlSeconds: number,
): Promise<void> {
  await kv.put(analysisKey(execution.execution_date), text, {
    expirationTtl: ttlSeconds,
    metadata: { execution_key: execution.execution_key, revision: execution.revision },
  });
}
