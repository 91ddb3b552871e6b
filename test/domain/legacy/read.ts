import type { JobCompletedData } from '../../../schema/event.ts';
import { type LegacyReading, normaliseLegacyValue } from '../../../src/domain/legacy/normalise.ts';

export const RAW_SHA256 = 'ab'.repeat(32);

/** Reads a value, or a text as it stands. */
export const read = (key: string, value: unknown): LegacyReading =>
  normaliseLegacyValue(key, typeof value === 'string' ? value : JSON.stringify(value), { rawSha256: RAW_SHA256 });

/** The one execution of a value that has nothing to skip. */
export function readOne(key: string, value: unknown): JobCompletedData {
  const { executions, skipped } = read(key, value);
  const [only, ...others] = executions;
  if (!only || others.length > 0 || skipped.length > 0) throw new Error(JSON.stringify({ executions, skipped }));
  return only;
}

/** Symbol, sentiment and confidence of each result, and `failed` where it failed. */
export const gist = ({ results }: JobCompletedData) =>
  results.map(({ symbol, sentiment, confidence, error }) => [
    symbol,
    error === null ? sentiment : 'failed',
    confidence,
  ]);
