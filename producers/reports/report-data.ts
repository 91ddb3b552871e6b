import type { JobCompletedData } from '../../schema/event.ts';
import { Json } from '../../schema/primitives.ts';
import type { Report } from '../../schema/report.ts';
import { Result } from '../../schema/result.ts';
import { renderReport } from '../../src/domain/reports/render.ts';
import type { Slot } from '../../src/domain/slots.ts';

/** A run of a slot: its key, and when it began and ended (epoch ms). */
export interface SlotRun {
  slot: Slot;
  execution_key: string;
  started: number;
  completed: number;
}

const NO_SYMBOLS = { symbols_processed: 0, symbols_successful: 0, symbols_fallback: 0, symbols_failed: 0 };

/** What is the same in every account of a scheduled run. */
function accountOf({ slot, execution_key, started, completed }: SlotRun, job_type: string) {
  return {
    execution_key,
    job_type,
    report_type: slot.name,
    execution_date: slot.date,
    executed_at: new Date(started).toISOString(),
    revision: completed,
    execution_time_ms: completed - started,
    ...NO_SYMBOLS,
    metadata: { trigger_source: 'cron', source: job_type, slot: slot.name },
  };
}

/** A report as the one result of its own execution. One that has nothing to show failed, and says why. */
export function reportData(run: SlotRun, report: Report): JobCompletedData {
  const content = { report_content: Json.parse(report), html_snapshot: renderReport(report) };
  return {
    execution: {
      ...accountOf(run, 'report'),
      status: report.has_content ? 'success' : 'failed',
      errors: report.has_content ? [] : [report.notice ?? 'the report has no content'],
    },
    results: [Result.parse({ result_type: 'report_snapshot', ...content })],
  };
}

/** The account of a scheduled run that broke down: nothing but its reason. `symbols` are those it was to process. */
export function brokenRun(
  run: SlotRun,
  job_type: string,
  reason: string,
  symbols: readonly string[] = [],
): JobCompletedData {
  const { length } = symbols;
  const execution = { ...accountOf(run, job_type), symbols_processed: length, symbols_failed: length };
  return { execution: { ...execution, status: 'failed', errors: [reason] }, results: [] };
}
