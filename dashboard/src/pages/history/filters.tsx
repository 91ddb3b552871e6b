import { useMemo } from 'preact/hooks';
import type { Job } from '../../api.ts';
import { useQuery } from '../../state/address.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { FILTERS, filterCount } from './filter.ts';

const STATUSES = [
  ['', 'Any'],
  ['success', 'Success'],
  ['partial', 'Partial'],
  ['failed', 'Failed'],
] as const;

const KNOWN = {
  type: ['analysis'],
  report_type: ['pre-market', 'intraday', 'end-of-day', 'weekly'],
  trigger: ['cron', 'manual', 'github-actions', 'api', 'backfill'],
};

const words = (known: readonly string[], seen: readonly unknown[]): string[] => [
  ...new Set([...known, ...seen.filter((value): value is string => typeof value === 'string' && value.length <= 64)]),
];

/** What to offer: the names that are always there, and those of the jobs on the page. */
function useOptions(jobs: readonly Job[]) {
  return useMemo(
    () => ({
      type: words(
        KNOWN.type,
        jobs.map((job) => job.job_type),
      ),
      report_type: words(
        KNOWN.report_type,
        jobs.map((job) => job.report_type),
      ),
      trigger: words(
        KNOWN.trigger,
        jobs.map((job) => job.metadata['trigger_source']),
      ),
    }),
    [jobs],
  );
}

/** The filters of the history. Each change is a step that the browser's back button takes back. */
export function Filters({ jobs, symbols }: { jobs: readonly Job[]; symbols: readonly string[] }) {
  const [query, setQuery] = useQuery();
  const options = useOptions(jobs);
  const set = (name: string) => (value: string) => {
    if (value !== (query[name] ?? '')) setQuery({ [name]: value, cursor: undefined });
  };
  const clear = Object.fromEntries([...FILTERS, 'cursor'].map((name) => [name, undefined]));
  const props = (name: string) => ({ name, value: query[name] ?? '', onChange: set(name) });
  return (
    <search class="filters" aria-label="Filter the history">
      <Field label="Type" {...props('type')} options={options.type} isSearch />
      <Choice label="Status" {...props('status')} options={STATUSES} />
      <Field label="Report" {...props('report_type')} options={options.report_type} />
      <Field label="Symbol" {...props('symbol')} options={symbols} />
      <Field label="Trigger" {...props('trigger')} options={options.trigger} />
      <Field label="From" {...props('from')} type="date" />
      <Field label="To" {...props('to')} type="date" />
      <button type="button" disabled={filterCount(query) === 0} onClick={() => setQuery(clear)}>
        Clear
      </button>
    </search>
  );
}
