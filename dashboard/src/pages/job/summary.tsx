import type { Job } from '../../api.ts';
import { count, duration, percent } from '../../format/numbers.ts';
import { dayName } from '../../format/time.ts';
import { historyPath } from '../../routes.ts';
import { Prose } from '../../ui/text.tsx';

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The run in figures, and its errors. */
export const Summary = ({ job }: { job: Job }) => (
  <section class="card" aria-label="Summary">
    <dl class="facts big">
      <div>
        <dt>Symbols</dt>
        <dd>
          {count(job.symbols_successful)} of {count(job.symbols_processed)}
        </dd>
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
    {job.errors.length > 0 && (
      <div class="errors">
        <h3>{job.errors.length === 1 ? 'Error' : `${job.errors.length} errors`}</h3>
        <ul class="rows">
          {job.errors.slice(0, 50).map((error, place) => (
            <li key={place}>
              <Prose>{asText(error)}</Prose>
            </li>
          ))}
        </ul>
        {job.errors.length > 50 && <p class="soft">The others are in the JSON below.</p>}
      </div>
    )}
  </section>
);

const BusinessDay = ({ date }: { date: string }) => (
  <a href={historyPath({ from: date, to: date })}>{dayName(date, true)}</a>
);
