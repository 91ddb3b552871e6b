import { queryString } from './state/address.ts';

/** The pages of the dashboard, in the order of the menu. Everything else on this host is the Worker's own. */
export const PAGES = [
  { path: '/', name: 'Overview' },
  { path: '/history', name: 'History' },
  { path: '/symbols', name: 'Symbols' },
  { path: '/dead-letters', name: 'Dead letters' },
  { path: '/backfills', name: 'Backfills' },
  { path: '/verify', name: 'Verify' },
] as const;

/** Addresses that change the page without leaving it; links to others load them from the Worker. */
export const OWN_PATHS = /^\/($|[?#]|(history|jobs|symbols|dead-letters|backfills|verify|sign-in)($|[/?#]))/;

/** The reports, which the Worker renders. */
export const REPORTS = [
  { path: '/pre-market-briefing', name: 'Pre-market briefing' },
  { path: '/intraday-check', name: 'Intraday check' },
  { path: '/end-of-day-summary', name: 'End-of-day summary' },
  { path: '/weekly-review', name: 'Weekly review' },
] as const;

/** What names a job in an address: its id, or the execution key where KV answers, which knows no ids. */
export const referenceOf = (job: { id: number | null; execution_key: string | null }): string =>
  String(job.id ?? job.execution_key ?? '');

export const jobPath = (reference: string | number): string => `/jobs/${encodeURIComponent(reference)}`;
export const symbolPath = (symbol: string): string => `/symbols/${encodeURIComponent(symbol)}`;
export const deadLetterPath = (id: string): string => `/dead-letters/${encodeURIComponent(id)}`;
export const backfillPath = (id: string): string => `/backfills/${encodeURIComponent(id)}`;
export const historyPath = (filter: Readonly<Record<string, string | undefined>> = {}): string =>
  `/history${queryString(filter)}`;
