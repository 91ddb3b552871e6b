import type { CoverageAnswer } from '../../schema/api/coverage.ts';
import type { DeadLetterGroupsAnswer } from '../../schema/api/dead-letters.ts';
import type { HealthAnswer } from '../../schema/api/health.ts';
import type { HistoryAnswer, JobAnswer } from '../../schema/api/jobs.ts';
import type { Grouping, StatsAnswer } from '../../schema/api/stats.ts';
import type { SymbolAnswer, SymbolsAnswer } from '../../schema/api/symbols.ts';
import { queryString } from './state/address.ts';
import { RequestRefused } from './state/http.ts';
import { type Read, useRead } from './state/reads.ts';

export type { CoverageAnswer, CoverageSlot } from '../../schema/api/coverage.ts';
export type { Flags } from '../../schema/api/flags.ts';
export type { Job, JobAnswer, JobResult } from '../../schema/api/jobs.ts';
export type { StatsAnswer } from '../../schema/api/stats.ts';
export type { SymbolAnswer, SymbolPoint, SymbolsAnswer } from '../../schema/api/symbols.ts';
export type { StoreSource } from '../../schema/report.ts';

/** Parameters of an address; what is undefined or empty is left out. */
type Filter = Readonly<Record<string, string | undefined>>;

/** Inclusive business dates. */
export interface Dates {
  from: string;
  to: string;
}

const V1 = '/api/v1';
const part = encodeURIComponent;

export const HEALTH_ADDRESS = `${V1}/health`;
export const FLAGS_ADDRESS = `${V1}/flags`;
export const JOBS_ADDRESS = `${V1}/jobs`;
export const DEAD_LETTERS_ADDRESS = `${V1}/dead-letters`;
export const historyAddress = (filter: Filter): string => `${V1}/jobs/history${queryString(filter)}`;
export const jobAddress = (reference: string): string => `${V1}/jobs/${part(reference)}`;
export const snapshotAddress = (reference: string): string => `${jobAddress(reference)}/snapshot`;

export const useHistory = (filter: Filter | null, every = 0): Read<HistoryAnswer> =>
  useRead(filter && historyAddress(filter), every);

export const useJob = (reference: string | null): Read<JobAnswer> =>
  useRead(reference === null ? null : jobAddress(reference));

export const useCoverage = ({ from, to }: Dates, every = 0): Read<CoverageAnswer> =>
  useD1Alone(`${V1}/jobs/coverage${queryString({ from, to })}`, every);

export const useStats = ({ from, to }: Dates, group_by: Grouping, every = 0): Read<StatsAnswer> =>
  useD1Alone(`${V1}/jobs/stats${queryString({ from, to, group_by })}`, every);

export const useSymbols = (filter: Filter = {}): Read<SymbolsAnswer> => useRead(`${V1}/symbols${queryString(filter)}`);

export const useSymbol = (symbol: string, filter: Filter): Read<SymbolAnswer> =>
  useRead(`${V1}/symbols/${part(symbol)}${queryString(filter)}`);

export const useDeadLetterGroups = (filter: Filter, every = 0): Read<DeadLetterGroupsAnswer> =>
  useRead(`${DEAD_LETTERS_ADDRESS}${queryString({ ...filter, group_by: 'cause', limit: '200' })}`, every);

export type Health = HealthAnswer;

const isHealth = (body: object): body is HealthAnswer => 'bindings' in body && 'flags' in body;

/** What KV does not hold. Until it is known whether D1's reads are off on purpose, a refusal tells nothing. */
function useD1Alone<T>(path: string, every: number): Read<T> {
  const read = useRead<T>(path, every);
  const { loading } = useHealth();
  return loading && read.error ? { ...read, error: null, loading: read.data === null } : read;
}

/** Health is an answer even when it is bad and comes as a 503. */
export function useHealth(every = 0): Read<Health> {
  const read = useRead<Health>(HEALTH_ADDRESS, every);
  const { error } = read;
  if (!(error instanceof RequestRefused) || !isHealth(error.problem)) return read;
  return { ...read, data: error.problem, error: null };
}
