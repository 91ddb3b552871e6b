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
    ms(ours.p50),
    ms(ours.p95),
    ...(plan ? [whole(plan.rows_read), ms(plan.p50), ms(plan.p95)] : ['–', '–', '–']),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The report as tables. */
export function markdown({ executions, resultsEach, megabytes, lines }: Report): string {
  const history = lines.filter(({ question }) => question === 'history');
  const worst = (pick: (line: Line) => number): string => whole(Math.max(...history.map(pick)));
  return `# Queries at size

\`npm run bench:query\`: ${whole(executions)} executions with ${whole(executions * resultsEach)} results over three years, in the
local D1, as this system stores them (${whole(megabytes.ours)} MB) and as the plan would (${whole(megabytes.plan)} MB). Milliseconds
inside the Worker, from the call to the parsed rows; "read" is what D1 reports as rows read. Of the history every
combination of filters, its first page of 50 and its thousandth (or its last full one).

Worst page of a history: ${worst(({ ours }) => ours.rows_read)} rows read, p95 ${worst(({ ours }) => ours.p95)} ms.

| question | of | page | rows | read | p50 | p95 | plan: read | p50 | p95 |
|---|---|---|---|---|---|---|---|---|---|
${lines.map(row).join('\n')}
`;
}
