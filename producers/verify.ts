import type { AccountVersion, VerifyEntry } from '../schema/api/verify.ts';
import type { JobCompletedData } from '../schema/event.ts';
import { isInRange } from '../src/domain/backfill-range.ts';
import { differences } from '../src/domain/differences.ts';
import { compareVersions } from '../src/domain/merge.ts';
import { listKvKeys, readKvValues } from '../src/storage/kv-values.ts';
import { listBackfilled, readExecutions, type StoredExecution } from '../src/storage/verify-queries.ts';
import type { BackfillPorts } from './backfill/ports.ts';
import { type Candidate, type KeyReading, readKeys } from './backfill/read.ts';
import { sendEvents } from './backfill/send.ts';
import { jobCompletedEvent } from './publish.ts';

/** What sends the executions that verification found missing. */
const HEAL_SOURCE = 'jobledger/heal';

/** An execution of KV against D1. `data` is what KV holds. */
interface Compared {
  entry: VerifyEntry;
  data: JobCompletedData | null;
}

type Stores = Pick<BackfillPorts, 'db' | 'kv'>;

/** Which part of both stores. Dates are business dates, both included. */
export interface VerifyRange {
  prefix: string;
  from: string | null;
  to: string | null;
}

/** Where a page begins: at a cursor of KV's, or in D1 after an execution key. */
export type VerifyPosition = { kv: string | null } | { d1: string | null };

const ENTRY = { execution_key: null, fields: [], reason: null, healable: false, kv: null, d1: null };

const versionOf = ({ revision, content_hash }: AccountVersion): AccountVersion => ({ revision, content_hash });

function compare(key: string, { account, data }: Candidate, stored: StoredExecution | undefined): Compared {
  const known = { ...ENTRY, key, execution_key: account.key, kv: versionOf(account) };
  if (!stored) return { entry: { ...known, outcome: 'missing_in_d1', healable: true }, data };
  const found = { ...known, d1: stored.version, fields: differences(data, stored.data) };
  const order = compareVersions(account, stored.version);
  if (order < 0) return { entry: { ...found, outcome: 'newer_in_d1' }, data };
  if (order > 0) return { entry: { ...found, outcome: 'different', healable: true }, data };
  // Equal versions write nothing: what was changed behind our back no message mends.
  return { entry: { ...found, outcome: found.fields.length > 0 ? 'different' : 'same' }, data };
}

function compareKey({ key, candidates, why }: KeyReading, stored: ReadonlyMap<string, StoredExecution>): Compared[] {
  const compared = candidates.map((each) => compare(key, each, stored.get(each.account.key)));
  if (why === null) return compared;
  return [...compared, { entry: { ...ENTRY, key, outcome: 'unreadable', reason: why }, data: null }];
}

/** Compares what keys hold with what D1 does, a group of keys at a time. */
async function* compareKeys({ db, kv }: Stores, keys: readonly string[]): AsyncGenerator<Compared[]> {
  for await (const readings of readKeys(kv, keys)) {
    const names = readings.flatMap(({ candidates }) => candidates.map(({ account }) => account.key));
    const stored = await readExecutions(db, names);
    yield readings.flatMap((reading) => compareKey(reading, stored));
  }
}

interface ListedKeys {
  keys: string[];
  next: VerifyPosition;
}

async function listRange(
  kv: KVNamespace,
  range: VerifyRange,
  cursor: string | null,
  limit: number,
): Promise<ListedKeys> {
  const listing = await listKvKeys(kv, { prefix: range.prefix, cursor, limit });
  return {
    keys: listing.keys.filter((key) => isInRange(key, range)),
    next: listing.cursor === null ? { d1: null } : { kv: listing.cursor },
  };
}

async function keysThere(kv: KVNamespace, keys: readonly string[]): Promise<Set<string>> {
  const there = new Set<string>();
  for await (const values of readKvValues(kv, keys)) {
    for (const [key, value] of values) if (value !== null) there.add(key);
  }
  return there;
}

/** The executions of D1 whose keys are gone. */
async function missingInKv({ db, kv }: Stores, range: VerifyRange, after: string | null, limit: number) {
  const rows = await listBackfilled(db, range, after, limit);
  const there = await keysThere(kv, [...new Set(rows.map(({ key }) => key))]);
  const entries = rows
    .filter(({ key }) => !there.has(key))
    .map(({ key, execution_key, ...version }): VerifyEntry => {
      return { ...ENTRY, key, execution_key, outcome: 'missing_in_kv', d1: versionOf(version) };
    });
  const last = rows.length < limit ? undefined : rows.at(-1);
  return { entries, next: last ? { d1: last.execution_key } : null };
}

/** One page of the comparison, of at most `limit` keys. `next` is null on the last. Reads only. */
export async function verifyPage(
  stores: Stores,
  range: VerifyRange,
  position: VerifyPosition,
  limit: number,
): Promise<{ entries: VerifyEntry[]; next: VerifyPosition | null }> {
  if ('d1' in position) return missingInKv(stores, range, position.d1, limit);
  const { keys, next } = await listRange(stores.kv, range, position.kv, limit);
  const entries: VerifyEntry[] = [];
  for await (const compared of compareKeys(stores, keys)) entries.push(...compared.map(({ entry }) => entry));
  return { entries, next };
}

/** Sends what D1 lacks of these keys, or holds an older version of. Returns what was sent. */
export async function healKeys(ports: BackfillPorts, keys: readonly string[]): Promise<VerifyEntry[]> {
  const sent: VerifyEntry[] = [];
  for await (const compared of compareKeys(ports, keys)) {
    const healable = compared.filter(({ entry }) => entry.healable);
    const events = healable.flatMap(({ data }) => (data ? [jobCompletedEvent(data, HEAL_SOURCE, ports.now())] : []));
    await sendEvents(ports, events);
    sent.push(...healable.map(({ entry }) => entry));
  }
  return sent;
}

/** Heals one page of a range; what only D1 has needs no healing. */
export async function healPage(
  ports: BackfillPorts,
  range: VerifyRange,
  position: VerifyPosition,
  limit: number,
): Promise<{ entries: VerifyEntry[]; next: VerifyPosition | null }> {
  if ('d1' in position) return { entries: [], next: null };
  const { keys, next } = await listRange(ports.kv, range, position.kv, limit);
  return { entries: await healKeys(ports, keys), next: 'kv' in next ? next : null };
}
