import { useCallback, useMemo } from 'preact/hooks';
import type { Job } from '../../api.ts';
import { countOf, duration } from '../../format/numbers.ts';
import { Gradually } from '../../ui/gradually.tsx';
import { Status } from '../../ui/status.tsx';
import { Cell } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { type Column, chosenColumns, pathOf } from './columns.tsx';

interface Props {
  jobs: readonly Job[];
  cols?: string | undefined;
  caption: string;
}

/** Jobs as a table, or as a list where there is no room for one. Each row's first cell leads to its job. */
export const JobsTable = (props: Props) => (useNarrow() ? <JobsList {...props} /> : <Wide {...props} />);

function Wide({ jobs, cols, caption }: Props) {
  const columns = useMemo(() => chosenColumns(cols), [cols]);
  const row = useCallback((job: Job) => <Row key={pathOf(job)} job={job} columns={columns} />, [columns]);
  return (
    <div class="scroll">
      <table class="fixed" style={{ minWidth: `${columns.reduce((sum, { width }) => sum + width, 0)}rem` }}>
        <caption class="unseen">{caption}</caption>
        <colgroup>
          {columns.map(({ name, width }) => (
            <col key={name} style={{ width: `${width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ name, head, numeric }) => (
              <th key={name} scope="col" class={numeric && 'number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gradually items={jobs} row={row} />
        </tbody>
      </table>
    </div>
  );
}

const Row = ({ job, columns }: { job: Job; columns: readonly Column[] }) => (
  <tr>
    {columns.map(({ name, numeric, cell }, place) => (
      <td key={name} class={numeric && 'number'}>
        {place === 0 ? (
          <a class="row" data-row href={pathOf(job)}>
            {cell(job)}
          </a>
        ) : (
          cell(job)
        )}
      </td>
    ))}
  </tr>
);

const JobsList = ({ jobs, caption }: Props) => (
  <ul class="rows" aria-label={caption}>
    <Gradually items={jobs} row={listRow} />
  </ul>
);

const listRow = (job: Job) => (
  <li key={pathOf(job)}>
    <a class="row block" data-row href={pathOf(job)}>
      <span class="line">
        <Status state={job.status} />
        <Cell most={60}>{job.report_type ?? job.job_type}</Cell>
        <span class="push soft">
          <Time at={job.executed_at} />
        </span>
      </span>
      <span class="line soft small">
        {job.symbols_processed !== 0 && <span>{countOf(job.symbols_successful, job.symbols_processed)} symbols</span>}
        <span>{duration(job.execution_time_ms)}</span>
        {job.errors.length > 0 && (
          <Cell most={80}>{typeof job.errors[0] === 'string' ? job.errors[0] : JSON.stringify(job.errors[0])}</Cell>
        )}
      </span>
    </a>
  </li>
);
