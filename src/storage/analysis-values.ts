import type { JobCompletedData } from '../../schema/event.ts';
import type { Execution } from '../../schema/execution.ts';
import { ANALYSIS_PREFIX } from '../../schema/primitives.ts';
import { sha256Hex } from '../domain/content-hash.ts';
import { parseLegacyKey } from '../domain/legacy/key.ts';
import { normaliseLegacyValue } from '../domain/legacy/normalise.ts';
import { analysisKey } from './kv-keys.ts';
import { bytesOf, type KeyPage, type KvValue, listKvKeys, readKvValues } from './kv-values.ts';

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

/** The runs of one value, and how many bytes were read for them. */
interface ReadRuns {
  runs: JobCompletedData[];
  bytes: number;
}

/** The runs that KV keeps under each of some keys, in their order: ours and those of old producers. */
async function* readRuns(kv: KVNamespace, keys: readonly string[]): AsyncGenerator<ReadRuns> {
  for await (const values of readKvValues(kv, keys)) {
    for (const [key, value] of values) yield { runs: await runsIn(key, value), bytes: bytesOf(value) };
  }
}

const all = async (values: AsyncGenerator<ReadRuns>): Promise<JobCompletedData[]> =>
  (await Array.fromAsync(values)).flatMap(({ runs }) => runs);

const OLD_RUN = new RegExp(`^kv:(${ANALYSIS_PREFIX}[A-Za-z0-9_.^=-]{1,64})(?:#.*)?$`);

/** The runs beside one that was read from an old value: its execution key names the value's. Null for another key. */
export function keptBeside(kv: KVNamespace, executionKey: string): Promise<JobCompletedData[]> | null {
  const key = OLD_RUN.exec(executionKey)?.[1];
  return key === undefined ? null : all(readRuns(kv, [key]));
}

/** So many pages of keys are listed for one request. */
const MAX_LIST_PAGES = 50;
const KEYS_A_PAGE = 1000;

interface DatedKey {
  key: string;
  date: string;
}

function dated(name: string): DatedKey[] {
  const reading = parseLegacyKey(name);
  return reading.ok ? [{ key: name, date: reading.key.date }] : [];
}

/** The keys of all analyses in KV, in every grammar that they have had; `complete`: not only those listed first. */
async function listAnalyses(kv: KVNamespace): Promise<{ keys: DatedKey[]; complete: boolean }> {
  const keys: DatedKey[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < MAX_LIST_PAGES; pages++) {
    const page: KeyPage = await listKvKeys(kv, { prefix: ANALYSIS_PREFIX, cursor, limit: KEYS_A_PAGE });
    keys.push(...page.keys.flatMap(dated));
    cursor = page.cursor;
    if (cursor === null) break;
  }
  return { keys, complete: cursor === null };
}

/** The runs that KV keeps of some days. A day's own key may be there before KV lists it. */
export async function keptRuns(kv: KVNamespace, dates: readonly string[]): Promise<JobCompletedData[]> {
  const { keys } = await listAnalyses(kv);
  const listed = keys.flatMap(({ key, date }) => (dates.includes(date) ? [key] : []));
  return all(readRuns(kv, [...new Set([...dates.map(analysisKey), ...listed])]));
}

/** The runs of one value, and the business date that its key names. */
export interface KeptValue extends ReadRuns {
  date: string;
}

async function* readValues(kv: KVNamespace, keys: readonly DatedKey[]): AsyncGenerator<KeptValue> {
  const names = keys.map(({ key }) => key);
  let place = 0;
  for await (const value of readRuns(kv, names)) yield { ...value, date: keys[place++]?.date ?? '' };
}

const newestDate = (a: DatedKey, b: DatedKey): number => (a.date === b.date ? 0 : a.date < b.date ? 1 : -1);

/** Business dates, both included. */
export interface DateRange {
  from?: string | undefined;
  to?: string | undefined;
}

/** What KV keeps: `values` of some business dates, value by value, the newest date first. */
export interface KeptRuns {
  complete: boolean;
  values: (range: DateRange) => AsyncGenerator<KeptValue>;
}

/** Lists what KV keeps, once for all that is read of it: a request has so many operations of KV. */
export async function listKeptRuns(kv: KVNamespace): Promise<KeptRuns> {
  const { keys, complete } = await listAnalyses(kv);
  keys.sort(newestDate);
  const values = ({ from = '', to = '~' }: DateRange) =>
    readValues(
      kv,
      keys.filter(({ date }) => from <= date && date <= to),
    );
  return { complete, values };
}
