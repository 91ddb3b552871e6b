import type { Measured } from './questions.ts';
import { verdicts } from './verdicts.ts';

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
  /** Of jobs, by all they can be filtered by. */
  kinds: number;
  megabytes: { ours: number; plan: number };
  /** Of each question. */
  samples: { ours: number; plan: number };
  /** Processes that wanted to run, on average over a minute, before and after; and the cores there are. */
  load: { before: number; after: number; cores: number };
  lines: Line[];
}

const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
const whole = (value: number): string => value.toLocaleString('en');

const times = ({ fastest, p50, p95 }: Measured): string[] => [fastest, p50, p95].map(ms);

function row({ question, detail, page, ours, plan }: Line): string {
  const cells = [
    question,
    detail,
    whole(page),
    whole(ours.rows),
    whole(ours.rows_read),
    ...times(ours),
    ms(ours.floor.p50),
    ms(ours.floor.p95),
    ...(plan ? [whole(plan.rows_read), ...times(plan)] : ['–', '–', '–', '–']),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The report as tables. */
export function markdown(report: Report): string {
  const { executions, resultsEach, kinds, megabytes, samples, load, lines } = report;
  return `# Queries at size

| what | target | seen | SELECT 1 meanwhile | reached |
|---|---|---|---|---|
${verdicts(report)
  .map(({ what, target, seen, floor, reached }) => `| ${[what, target, seen, floor, reached].join(' | ')} |`)
  .join('\n')}

"Above the floor" is what is left when the time of as many \`SELECT 1\`, just before, is taken off each sample; whether a
target is reached goes by the clock alone. The machine had ${load.cores} cores and a load of ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after.

\`npm run bench:query\`: ${whole(executions)} executions of ${whole(kinds)} kinds with ${whole(executions * resultsEach)} results over three years, in the
local D1, as this system stores them (${whole(Math.round(megabytes.ours))} MB) and as the plan would (${whole(Math.round(megabytes.plan))} MB). Milliseconds a call
inside the Worker, from the call to the parsed rows; "read" is what D1 reports as rows read. The runtime's clock shows
whole milliseconds: a sample times up to ten calls in a row and shares its time among them, and between any two samples
as many calls of \`SELECT 1\` are timed, the floor. Ours are ${samples.ours} samples a question, the plan's ${samples.plan}, of which p95 is the slowest.
Of the history every combination of filters, its first page of 50 and its thousandth (or its last full one).

| question | of | page | rows | read | fastest | p50 | p95 | floor: p50 | p95 | plan: read | fastest | p50 | p95 |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
${lines.map(row).join('\n')}
`;
}
