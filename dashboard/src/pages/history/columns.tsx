import type { ComponentChildren } from 'preact';
import type { Job } from '../../api.ts';
import { count, countOf, duration, percent } from '../../format/numbers.ts';
import { jobPath, referenceOf } from '../../routes.ts';
import { Status } from '../../ui/status.tsx';
import { Cell } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';

/** A column of the table of jobs. */
export interface Column {
  name: string;
  head: string;
  /** In rem. */
  width: number;
  numeric?: true;
  cell: (job: Job) => ComponentChildren;
}

const text = (value: unknown): ComponentChildren => {
  if (value === null || value === undefined) return <span class="soft">—</span>;
  return <Cell>{typeof value === 'string' ? value : JSON.stringify(value)}</Cell>;
};

export const COLUMNS: readonly Column[] = [
  { name: 'status', head: 'Status', width: 7, cell: (job) => <Status state={job.status} /> },
  { name: 'executed', head: 'Executed', width: 12, cell: (job) => <Time at={job.executed_at} /> },
  { name: 'type', head: 'Type', width: 8, cell: (job) => text(job.job_type) },
  { name: 'report', head: 'Report', width: 7.5, cell: (job) => text(job.report_type) },
  { name: 'date', head: 'Business date', width: 8, cell: (job) => text(job.execution_date) },
  {
    name: 'symbols',
    head: 'Symbols',
    width: 6,
    numeric: true,
    cell: (job) => countOf(job.symbols_successful, job.symbols_processed),
  },
  { name: 'failed', head: 'Failed', width: 5, numeric: true, cell: (job) => count(job.symbols_failed) },
  { name: 'rate', head: 'Rate', width: 6, numeric: true, cell: (job) => percent(job.success_rate) },
  { name: 'duration', head: 'Took', width: 7, numeric: true, cell: (job) => duration(job.execution_time_ms) },
  { name: 'trigger', head: 'Trigger', width: 7, cell: (job) => text(job.metadata['trigger_source']) },
  { name: 'error', head: 'First error', width: 19.5, cell: (job) => text(job.errors[0]) },
  { name: 'source', head: 'Origin', width: 8, cell: (job) => text(job.metadata['source']) },
  { name: 'persisted', head: 'Stored', width: 12, cell: (job) => <Time at={job.persisted_at} /> },
  { name: 'key', head: 'Execution key', width: 16, cell: (job) => text(job.execution_key) },
  { name: 'id', head: 'Id', width: 6, numeric: true, cell: (job) => job.id ?? '—' },
];

const DEFAULT = ['status', 'executed', 'type', 'report', 'symbols', 'duration', 'trigger', 'error'];

/** The columns that the address asks for, in the table's own order; the default ones when it asks for none. */
export function chosenColumns(cols: string | undefined): readonly Column[] {
  const names = cols ? cols.split(',') : DEFAULT;
  const chosen = COLUMNS.filter(({ name }) => names.includes(name));
  return chosen.length > 0 ? chosen : COLUMNS.filter(({ name }) => DEFAULT.includes(name));
}

/** The address's value for these columns; undefined for the default. */
export const columnsValue = (names: readonly string[]): string | undefined =>
  names.length === DEFAULT.length && DEFAULT.every((name) => names.includes(name)) ? undefined : names.join(',');

/** Where a job's page is. */
export const pathOf = (job: Job): string => jobPath(referenceOf(job));
