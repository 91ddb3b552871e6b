import type { JobCompletedData } from '../../schema/event.ts';
import { bySize } from '../../src/domain/by-size.ts';
import { contentHash, sha256Hex } from '../../src/domain/content-hash.ts';
import { normaliseLegacyValue } from '../../src/domain/legacy/normalise.ts';
import type { Skip } from '../../src/domain/legacy/skip.ts';
import type { Account } from '../../src/domain/merge.ts';
import { type KvValue, MAX_VALUE_BYTES, readKvValues } from '../../src/storage/kv-values.ts';
import { assertStorable, RowTooLarge } from '../../src/storage/row-limits.ts';

/** An execution that a value holds. */
export interface Candidate {
  account: Account;
  data: JobCompletedData;
}

/** What a key holds. `why` tells of what is left out, or of the whole where there is no candidate. */
export interface KeyReading {
  key: string;
  candidates: Candidate[];
  expired: boolean;
  why: string | null;
  raw_sha256: string | null;
}

/** Values are turned into executions so much text at a time: an isolate has 128 MB for everything. */
const MAX_CHARS_AT_ONCE = 2_000_000;
const MAX_REASON_CHARS = 500;

const reasonOf = ({ reason, detail, run }: Skip): string =>
  run === null ? `${reason}: ${detail}` : `${run}: ${reason}: ${detail}`;

const joined = (reasons: readonly string[]): string | null =>
  reasons.length === 0 ? null : reasons.join('; ').slice(0, MAX_REASON_CHARS).toWellFormed();

/** Why D1 could never hold it; null when it can. */
function tooLarge(data: JobCompletedData): string | null {
  try {
    assertStorable(data);
    return null;
  } catch (error) {
    if (!(error instanceof RowTooLarge)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

async function candidateOf(data: JobCompletedData): Promise<Candidate> {
  const { execution_key, revision } = data.execution;
  return { account: { key: execution_key, revision, content_hash: await contentHash(data) }, data };
}

async function readText(key: string, raw: string): Promise<KeyReading> {
  const raw_sha256 = await sha256Hex(raw);
  const { executions, skipped } = normaliseLegacyValue(key, raw, { rawSha256: raw_sha256 });
  const sizes = executions.map(tooLarge);
  const candidates = await Promise.all(executions.filter((_, i) => sizes[i] === null).map(candidateOf));
  const why = joined([...skipped.map(reasonOf), ...sizes.filter((size) => size !== null)]);
  return { key, candidates, expired: false, why, raw_sha256 };
}

/** Reads a value by the rules for old and own values. */
async function readKey(key: string, value: KvValue): Promise<KeyReading> {
  const nothing = { key, candidates: [], expired: false, raw_sha256: null };
  if (value === null) return { ...nothing, expired: true, why: 'listed, but gone when it was read' };
  if (typeof value === 'string') return readText(key, value);
  return { ...nothing, why: `value_too_large: a value may have ${MAX_VALUE_BYTES} bytes` };
}

const sizeOf = ([, value]: readonly [string, KvValue]): number => (typeof value === 'string' ? value.length : 0);

/** What some keys hold, in their order and in groups of bounded size. */
export async function* readKeys(kv: KVNamespace, keys: readonly string[]): AsyncGenerator<KeyReading[]> {
  for await (const values of readKvValues(kv, keys)) {
    for (const group of bySize(values, MAX_CHARS_AT_ONCE, sizeOf)) {
      yield Promise.all(group.map(([key, value]) => readKey(key, value)));
    }
  }
}
