import type { Job, JobResult } from '../../schema/api/jobs.ts';
import { queryString } from './state/address.ts';
import { type Read, useRead } from './state/reads.ts';

export type { Job, JobResult };

const V1 = '/api/v1';

/** Where an answer came from: D1, or KV while D1 has none. */
export type Source = 'd1' | 'kv';

export interface HistoryAnswer {
  jobs: Job[];
  source?: Source;
}

export interface HistoryFilter {
  type?: string | undefined;
  status?: string | undefined;
  report_type?: string | undefined;
  symbol?: string | undefined;
  trigger?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  limit?: string | undefined;
  cursor?: string | undefined;
}

export const historyAddress = (filter: HistoryFilter): string => `${V1}/jobs/history${queryString({ ...filter })}`;

export const useHistory = (filter: HistoryFilter | null, every = 0): Read<HistoryAnswer> =>
  useRead(filter && historyAddress(filter), every);

export interface JobAnswer {
  job: Job;
  results: JobResult[];
  snapshot: unknown;
  source?: Source;
}

export const jobAddress = (reference: string): string => `${V1}/jobs/${encodeURIComponent(reference)}`;
export const snapshotAddress = (reference: string): string => `${jobAddress(reference)}/snapshot`;
export const useJob = (reference: string | null): Read<JobAnswer> => useRead(reference && jobAddress(reference));

export interface SymbolsAnswer {
  symbols: { symbol: string }[];
}

export const useSymbols = (): Read<SymbolsAnswer> => useRead(`${V1}/symbols`);
