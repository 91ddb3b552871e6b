import type { oas32 } from 'zod-openapi';

/** What each parameter means, by its name: a name means the same wherever it stands. */
const PARAMETERS: Readonly<Record<string, { description: string; example?: unknown }>> = {
  type: { description: 'The type of the job (`job_type`), or which report.', example: 'analysis' },
  status: { description: 'Only those in this status.' },
  report_type: { description: 'Only those that belong to this report.', example: 'pre-market' },
  symbol: { description: 'A ticker symbol, in either case: only jobs that hold a result for it.', example: 'AAPL' },
  symbols: { description: 'Ticker symbols, separated by commas.', example: 'AAPL,TSLA' },
  trigger: { description: 'What set it off: `cron`, `manual`, `api`, `github-actions`, `backfill`.', example: 'cron' },
  from: { description: 'The first business date (US Eastern), included.', example: '2026-01-01' },
  to: { description: 'The last business date (US Eastern), included.', example: '2026-01-31' },
  days: { description: 'Over how many days of 24 hours, up to now.', example: 7 },
  limit: { description: 'How many at most.', example: 50 },
  cursor: { description: '`next_cursor` of the page before; it belongs to one route and filter.' },
  date: {
    description: 'A business date (US Eastern); the weekly review also takes an ISO week.',
    example: '2026-01-08',
  },
  stale: { description: 'Whether to show the last results before the date where it has none.', example: false },
  group_by: { description: 'What to group by.' },
  result_type: { description: 'Only results of this type.', example: 'analysis_detail' },
  reason: { description: 'Only those that gave up for this reason.' },
  cause: { description: 'Only those of this cause, as `group_by=cause` names it.' },
  outcome: { description: 'Only keys with this outcome.' },
  prefix: { description: 'What the keys in KV begin with.', example: 'analysis_' },
  id: { description: 'Which one; a job by its integer id or its execution key.', example: '4711' },
  'Idempotency-Key': {
    description: 'Names the request, so that it can be sent again safely. For a job it becomes `ext:<key>`.',
    example: 'nightly-risk-2026-01-08',
  },
};

/** Whether a parameter of the document is one of ours, rather than a reference. */
const isParameter = (value: oas32.ParameterObject | oas32.ReferenceObject): value is oas32.ParameterObject =>
  'name' in value;

/** Says of every parameter what it means; one that nobody described is a fault of ours. */
export function describeParameters(operation: oas32.OperationObject): void {
  for (const parameter of (operation.parameters ?? []).filter(isParameter)) {
    const about = PARAMETERS[parameter.name];
    if (!about) throw new Error(`nobody describes the parameter ${parameter.name} of ${operation.operationId ?? ''}`);
    Object.assign(parameter, about);
  }
}
