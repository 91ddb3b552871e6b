import type {
  Backfill,
  BackfillAnswer,
  BackfillDetailAnswer,
  BackfillKeysAnswer,
  BackfillsAnswer,
} from '../../../../schema/api/backfills.ts';
import { type Query, queryString } from '../../state/address.ts';
import { send } from '../../state/http.ts';
import { invalidate, type Read, useRead } from '../../state/reads.ts';
import type { Range } from '../range.tsx';

export type { Backfill, BackfillKey, KeyCounts } from '../../../../schema/api/backfills.ts';

const ADDRESS = '/api/v1/backfills';

const addressOf = (id: string): string => `${ADDRESS}/${encodeURIComponent(id)}`;

export const useBackfills = (filter: Query, every: number): Read<BackfillsAnswer> =>
  useRead(ADDRESS + queryString(filter), every);

export const useBackfill = (id: string, every: number): Read<BackfillDetailAnswer> => useRead(addressOf(id), every);

export const useBackfillKeys = (id: string, filter: Query, every: number): Read<BackfillKeysAnswer> =>
  useRead(`${addressOf(id)}/keys${queryString(filter)}`, every);

/** Whether two ranges are the same keys. */
export const isSameRange = (a: Range, b: Range): boolean => a.prefix === b.prefix && a.from === b.from && a.to === b.to;

/** In words: "analysis_, 2026-01-01 to 2026-01-31". */
export function rangeWords({ prefix, from, to }: Range): string {
  if (from === null && to === null) return `${prefix}, all dates`;
  if (from !== null && to !== null) return `${prefix}, ${from} to ${to}`;
  return from === null ? `${prefix}, up to ${to ?? ''}` : `${prefix}, from ${from}`;
}

/** Starts one; the answer is there before its first page is read. */
export async function start({ prefix, from, to }: Range, dryRun: boolean): Promise<Backfill> {
  const body = { prefix, ...(from !== null && { from }), ...(to !== null && { to }), dry_run: dryRun };
  const { backfill } = await send<BackfillAnswer>('POST', ADDRESS, body);
  invalidate(ADDRESS);
  return backfill;
}

/** Stops one, or lets it go on. */
export async function steer(id: string, to: 'cancel' | 'resume'): Promise<void> {
  await send<BackfillAnswer>('POST', `${addressOf(id)}/${to}`);
  invalidate(ADDRESS);
}

/** Whether it is still changing. */
export const isUnderWay = ({ status }: Backfill): boolean => status === 'running' || status === 'draining';
