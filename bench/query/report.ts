import type { Measured } from './questions.ts';

/** One question, put to both databases. */
export interface Line {
  question: string;
  detail: string;
  page: number;
  ours: Measured;
  plan: Measured | null;
}

export interface Report {
  executions: number;
  resultsEach: number;
  megabytes: { ours: number; plan: number };
  /** Processes that wanted to run, on average over a minute, before and after; and the cores there are. */
  load: { before: number; after: number; cores: number };
  lines: Line[];
}

const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
const whole = (value: number): string => value.toLocaleString('en');

function row({ question, detail, page, ours, plan }: Line): string {
  const cells = [
    question,
    detail,
    page > 1 ? whole(page) : '1',
    whole(ours.rows),
    whole(ours.rows_read),
    ms(ours.fastest),
    ms(ours.p50),
    ms(ours.p95),
    ...(plan ? [whole(plan.rows_read), ms(plan.fastest), ms(plan.p50), ms(plan.p95)] : ['–', '–', '–', '–']),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The report as tables. */
export function markdown({ executions, resultsEach, megabytes, load, lines }: Report): string {
  const history = lines.filter(({ question }) => question === 'history');
  const worst = (pick: (line: Line) => number): string => whole(Math.max(...history.map(pick)));
  return `# Queries at size

\`npm run bench:query\`: ${whole(executions)} executions with ${whole(executions * resultsEach)} results over three years, in the
local D1, as this system stores them (${whole(Math.round(megabytes.ours))} MB) and as the plan would (${whole(Math.round(megabytes.plan))} MB). Milliseconds
inside the Worker, from the call to the parsed rows; "read" is what D1 reports as rows read. Of the history every
combination of filters, its first page of 50 and its thousandth (or its last full one).

Of all pages of the history the worst read ${worst(({ ours }) => ours.rows_read)} rows; the slowest took ${worst(({ ours }) => ours.fastest)} ms in its fastest run,
${worst(({ ours }) => ours.p50)} ms at p50 and ${worst(({ ours }) => ours.p95)} ms at p95. The runtime's clock shows whole milliseconds. The machine had
${load.cores} cores and a load of ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after, so the first line, which asks for nothing, is the floor of this run.

| question | of | page | rows | read | fastest | p50 | p95 | plan: read | fastest | p50 | p95 |
|---|---|---|---|---|---|---|---|---|---|---|---|
${lines.map(row).join('\n')}
`;
}
