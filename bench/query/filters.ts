import type { HistoryFilter } from '../../src/storage/lanes.ts';

/** One value of each filter: a common type, a rare status, a rare trigger and a symbol of the middle. */
const VALUES = {
  type: 'analysis',
  status: 'failed',
  report_type: 'intraday',
  trigger: 'github-actions',
  symbol: 'SYM40',
} as const satisfies HistoryFilter;

const RANGE = { from: '2025-03-01', to: '2025-05-31' };

/** Every combination of the five filters, each without and with a range of dates: 64. */
export function everyFilter(): HistoryFilter[] {
  const names = Object.entries(VALUES);
  const combinations = Array.from({ length: 2 ** names.length }, (_, bits) =>
    Object.fromEntries(names.filter((__, place) => (bits >> place) & 1)),
  );
  return combinations.flatMap((filter) => [filter, { ...filter, ...RANGE }]);
}

/** A filter in a few words. */
export const named = ({ from, to, ...filter }: HistoryFilter): string =>
  [...Object.keys(filter), ...(from !== undefined || to !== undefined ? ['dates'] : [])].join(' + ') || '–';
