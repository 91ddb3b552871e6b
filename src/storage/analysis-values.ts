import type { JobCompletedData } from '../../schema/event.ts';
import type { Execution } from '../../schema/execution.ts';
import { sha256Hex } from '../domain/content-hash.ts';
import { normaliseLegacyValue } from '../domain/legacy/normalise.ts';
import { ANALYSIS_PREFIX, analysisKey } from './kv-keys.ts';
import { KEYS_A_READ, type KvValue, readKvValues } from './kv-values.ts';

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

/** What a value tells, as a backfill would tell it; nothing where it cannot be read. */
async function runsIn(key: string, value: KvValue): Promise<JobCompletedData[]> {
  if (typeof value !== 'string') return [];
  return normaliseLegacyValue(key, value, { rawSha256: await sha256Hex(value) }).executions;
}

/** The runs that KV keeps under each of some keys, in their order: ours and those of old producers. */
async function* readRuns(kv: KVNamespace, keys: readonly string[]): AsyncGenerator<JobCompletedData[]> {
  for await (const values of readKvValues(kv, keys)) {
    for (const [key, value] of values) yield await runsIn(key, value);
  }
}

const all = async (days: AsyncGenerator<JobCompletedData[]>): Promise<JobCompletedData[]> =>
  (await Array.fromAsync(days)).flat();

/** The runs that KV keeps under the days' keys. */
export const keptRuns = (kv: KVNamespace, dates: readonly string[]): Promise<JobCompletedData[]> =>
  all(readRuns(kv, dates.map(analysisKey)));

const OLD_RUN = new RegExp(`^kv:(${ANALYSIS_PREFIX}[A-Za-z0-9_.^=-]{1,64})(?:#.*)?$`);

/** The runs beside one that was read from an old value: its execution key names the value's. Null for another key. */
export function keptBeside(kv: KVNamespace, executionKey: string): Promise<JobCompletedData[]> | null {
  const key = OLD_RUN.exec(executionKey)?.[1];
  return key === undefined ? null : all(readRuns(kv, [key]));
}

const MAX_LIST_PAGES = 10;
/** So many values are read for one request: four years of trading days. */
const MAX_DAYS = 1000;

const DATED_KEY = new RegExp(`^${ANALYSIS_PREFIX}(\\d{4}-\\d{2}-\\d{2})$`);

/** The beginning that all dates between two have in common. */
function commonStart(from: string, to: string): string {
  let length = 0;
  while (length < from.length && from[length] === to[length]) length++;
  return from.slice(0, length);
}

/** The business dates between two under which KV holds an analysis, newest first. */
async function keptDates(kv: KVNamespace, from: string, to: string): Promise<string[]> {
  const prefix = ANALYSIS_PREFIX + commonStart(from, to);
  const dates: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MAX_LIST_PAGES; page++) {
    const listing: KVNamespaceListResult<unknown> = await kv.list({ prefix, cursor });
    dates.push(...listing.keys.flatMap(({ name }) => DATED_KEY.exec(name)?.[1] ?? []));
    if (listing.list_complete) break;
    cursor = listing.cursor;
  }
  return dates
    .filter((date) => from <= date && date <= to)
    .sort()
    .reverse();
}

/** The runs that KV keeps between two business dates, by date, the newest date first; of the last MAX_DAYS at most. */
export async function* listKeptRuns(
  kv: KVNamespace,
  { from = '', to = '~' }: { from?: string | undefined; to?: string | undefined },
): AsyncGenerator<JobCompletedData[]> {
  const dates = (await keptDates(kv, from, to)).slice(0, MAX_DAYS);
  for (let start = 0; start < dates.length; start += KEYS_A_READ) {
    yield* readRuns(kv, dates.slice(start, start + KEYS_A_READ).map(analysisKey));
  }
}
