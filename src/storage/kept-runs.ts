import type { JobCompletedData } from '../../schema/event.ts';
import { sha256Hex } from '../domain/content-hash.ts';
import { normaliseLegacyValue } from '../domain/legacy/normalise.ts';
import { analysisKey } from './kv-keys.ts';

async function read(key: string, raw: string | null | undefined): Promise<JobCompletedData[]> {
  if (raw === null || raw === undefined) return [];
  return normaliseLegacyValue(key, raw, { rawSha256: await sha256Hex(raw) }).executions;
}

/** The runs that KV keeps under the days' keys, ours and those of old producers. At most 100 dates. */
export async function keptRuns(kv: KVNamespace, dates: readonly string[]): Promise<JobCompletedData[]> {
  const keys = dates.map(analysisKey);
  const values = await kv.get(keys, 'text');
  const runs = await Promise.all(keys.map((key) => read(key, values.get(key))));
  return runs.flat();
}
