import Table from 'cli-table3';
import type { JobAnswer } from './demo-run.ts';

const HEAD = ['Symbol', 'Sentiment', 'Confidence', 'Direction', 'News', 'Why'];
const WHY_WIDTH = 56;

/** A job and its results, for a terminal. */
export function jobTable({ job, results }: JobAnswer): string {
  const table = new Table({
    head: HEAD,
    colWidths: [null, null, null, null, null, WHY_WIDTH],
    colAligns: ['left', 'left', 'right', 'left', 'right', 'left'],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  table.push(...results.map(resultRow));
  const duration = job.execution_time_ms === null ? '' : ` in ${job.execution_time_ms} ms`;
  const line = `${job.job_type} ${job.execution_key}: ${job.status}${duration}, business date ${job.execution_date}, executed ${job.executed_at}`;
  return [line, ...job.errors.map((error) => `  ${error}`), table.toString()].join('\n');
}

function resultRow(result: JobAnswer['results'][number]): string[] {
  const confidence = result.confidence === null ? '–' : result.confidence.toFixed(2);
  const why = result.error ?? result.reasoning ?? '–';
  return [
    result.symbol ?? '–',
    result.sentiment ?? '–',
    confidence,
    result.direction ?? '–',
    String(result.news_count ?? '–'),
    withoutControls(why),
  ];
}

/** Stored text is other people's: nothing in it may move the cursor or colour the terminal. */
function withoutControls(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}
