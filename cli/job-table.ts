import type { components } from '../client/index.ts';
import { printable, table } from './jobledger/output.ts';

type Result = Pick<
  components['schemas']['JobResult'],
  'symbol' | 'sentiment' | 'confidence' | 'direction' | 'reasoning' | 'news_count' | 'error'
>;
type Job = Pick<
  components['schemas']['Job'],
  'execution_key' | 'job_type' | 'status' | 'execution_date' | 'executed_at' | 'execution_time_ms' | 'errors'
>;

export interface ShownJob {
  job: Job;
  results: readonly Result[];
}

const HEAD = ['Symbol', 'Sentiment', 'Confidence', 'Direction', 'News', 'Why'];

/** What a job found, symbol by symbol, for a terminal. */
export const resultsTable = (results: readonly Result[]): string =>
  table(
    HEAD,
    results.map((each) => [
      each.symbol,
      each.sentiment,
      each.confidence?.toFixed(2),
      each.direction,
      each.news_count,
      each.error ?? each.reasoning,
    ]),
  );

/** A job and its results, for a terminal. */
export function jobTable({ job, results }: ShownJob): string {
  const duration = job.execution_time_ms === null ? '' : ` in ${job.execution_time_ms} ms`;
  const line = `${job.job_type} ${job.execution_key ?? ''}: ${job.status}${duration}, business date ${job.execution_date ?? '–'}, executed ${job.executed_at}`;
  const errors = job.errors.map((error) => `  ${typeof error === 'string' ? error : JSON.stringify(error)}`);
  return [...[line, ...errors].map(printable), resultsTable(results)].join('\n');
}
