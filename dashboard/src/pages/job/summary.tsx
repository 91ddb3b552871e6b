import { useMemo } from 'preact/hooks';
import type { Job, JobResult } from '../../api.ts';
import { count, countOf, duration, percent } from '../../format/numbers.ts';
import { dayName } from '../../format/time.ts';
import { historyPath } from '../../routes.ts';
import { Prose } from '../../ui/text.tsx';

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

interface Props {
  job: Job;
  results: readonly JobResult[];
}

/** What the list of failed symbols says already is not said twice. */
function otherErrors({ job, results }: Props): string[] {
  const said = new Set(results.flatMap(({ symbol, error }) => (error === null ? [] : [`${symbol ?? ''}: ${error}`])));
  return job.errors.map(asText).filter((error) => !said.has(error));
}

/** The run in figures, and its errors. */
export const Summary = ({ job, results }: Props) => (
  <section class="card" aria-label="Summary">
    <dl class="facts big">
      {job.symbols_processed !== 0 && <Symbols job={job} />}
      <div>
        <dt>Took</dt>
        <dd>{duration(job.execution_time_ms)}</dd>
      </div>
      <div>
        <dt>Business date</dt>
        <dd>{job.execution_date === null ? '—' : <BusinessDay date={job.execution_date} />}</dd>
      </div>
      <div>
        <dt>Type</dt>
        <dd>
          <a href={historyPath({ type: job.job_type })}>
            <bdi>{job.job_type}</bdi>
          </a>
        </dd>
      </div>
      <div>
        <dt>Trigger</dt>
        <dd>
          <bdi>{asText(job.metadata['trigger_source'] ?? '—')}</bdi>
        </dd>
      </div>
    </dl>
    <Errors job={job} results={results} />
  </section>
);

/** What became of the symbols; a run need not have any. */
const Symbols = ({ job }: Pick<Props, 'job'>) => (
  <>
    <div>
      <dt>Symbols</dt>
      <dd>{countOf(job.symbols_successful, job.symbols_processed)}</dd>
    </div>
    <div>
      <dt>Success rate</dt>
      <dd>{percent(job.success_rate)}</dd>
    </div>
    <div>
      <dt>Failed</dt>
      <dd>{count(job.symbols_failed)}</dd>
    </div>
    <div>
      <dt>Fallback</dt>
      <dd>{count(job.symbols_fallback)}</dd>
    </div>
  </>
);

function Errors({ job, results }: Props) {
  const errors = useMemo(() => otherErrors({ job, results }), [job, results]);
  return errors.length === 0 ? null : (
    <div class="errors">
      <h2>{errors.length === 1 ? 'Error' : `${errors.length} errors`}</h2>
      <ul class="rows">
        {errors.slice(0, 50).map((error, place) => (
          <li key={place}>
            <Prose>{error}</Prose>
          </li>
        ))}
      </ul>
      {errors.length > 50 && <p class="soft">The others are in the JSON below.</p>}
    </div>
  );
}

const BusinessDay = ({ date }: { date: string }) => (
  <a href={historyPath({ from: date, to: date })}>{dayName(date, true)}</a>
);
