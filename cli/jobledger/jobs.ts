import type { operations } from '../../client/index.ts';
import { resultsTable } from '../job-table.ts';
import { ask } from './ask.ts';
import { type ApiOptions, clientOf, outputOf } from './options.ts';
import { answer, indented, printable, say, table } from './output.ts';

type Query = NonNullable<operations['listJobs']['parameters']['query']>;
type Common = ApiOptions & { json: boolean };
type HistoryOptions = Common & {
  type?: string;
  status?: Query['status'];
  symbol?: string;
  from?: string;
  to?: string;
  limit: number;
};

/** `jobledger jobs history` */
export async function history(options: HistoryOptions): Promise<void> {
  const output = outputOf(options);
  const { type, status, symbol, from, to, limit } = options;
  const given = Object.entries({ type, status, symbol, from, to, limit }).filter(([, value]) => value !== undefined);
  const query: Query = Object.fromEntries(given);
  const body = await ask(clientOf(options).GET('/api/v1/jobs/history', { params: { query } }));
  answer(output, body);
  const rows = body.jobs.map((job) => [
    job.id,
    job.execution_date,
    job.job_type,
    job.status,
    job.executed_at,
    job.execution_key,
  ]);
  say(output, rows.length > 0 ? table(['Id', 'Date', 'Type', 'Status', 'Executed', 'Key'], rows) : 'No job.');
  say(output, [`Source: ${body.source}.`, ...(body.warnings ?? []), ...(body.next_cursor ? [OLDER] : [])].join('\n'));
}

const OLDER = 'There are older ones: --limit shows up to 200, --from and --to other dates.';

/** `jobledger jobs show <id or execution key>` */
export async function show(id: string, options: Common): Promise<void> {
  const output = outputOf(options);
  const body = await ask(clientOf(options).GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
  answer(output, body);
  const { job, results, snapshot } = body;
  say(output, table(['Field', 'Value'], Object.entries(job)));
  if (results.length > 0) say(output, resultsTable(results));
  if (snapshot !== null) say(output, `\nReport (${printable(snapshot.result_type)})\n${indented(snapshot.content)}`);
}
