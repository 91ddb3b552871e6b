import type { JobCompletedData } from '../../schema/event.ts';

const INSERT_EXECUTION = `
INSERT INTO job_executions (
  job_type, execution_date, report_type, executed_at, status,
  execution_time_ms, symbols_processed, symbols_successful, symbols_failed, errors, metadata
) VALUES (?, ?, ?, datetime('now'), ?, ?, ?, ?, ?, ?, ?)`;

const INSERT_RESULT = `
INSERT INTO scheduled_job_results (
  job_execution_id, result_type, symbol, sentiment, confidence,
  direction, reasoning, signals, report_content, html_snapshot
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const orNull = (value: unknown): unknown => (value ? value : null);
const jsonOrNull = (value: unknown): string | null => (value ? JSON.stringify(value) : null);

async function storeJobExecution(db: D1Database, { execution }: JobCompletedData): Promise<number> {
  const { meta } = await db
    .prepare(INSERT_EXECUTION)
    .bind(
      execution.job_type,
      execution.execution_date,
      orNull(execution.report_type),
      execution.status,
      orNull(execution.execution_time_ms),
      orNull(execution.symbols_processed),
      orNull(execution.symbols_successful),
      orNull(execution.symbols_failed),
      execution.errors.length > 0 ? JSON.stringify(execution.errors) : null,
      JSON.stringify(execution.metadata),
    )
    .run();
  return meta.last_row_id;
}

async function storeJobResults(db: D1Database, id: number, { results }: JobCompletedData): Promise<void> {
  const statement = db.prepare(INSERT_RESULT);
  await db.batch(
    results.map((result) =>
      statement.bind(
        id,
        result.result_type,
        orNull(result.symbol),
        orNull(result.sentiment),
        orNull(result.confidence),
        orNull(result.direction),
        orNull(result.reasoning),
        jsonOrNull(result.signals),
        jsonOrNull(result.report_content),
        orNull(result.html_snapshot),
      ),
    ),
  );
}

/** The plan's D1ScheduledJobStorage with its statements and its `||`: an INSERT a job, then a batch of its results. */
export async function storeAsPlanned(db: D1Database, data: JobCompletedData): Promise<void> {
  const id = await storeJobExecution(db, data);
  await storeJobResults(db, id, data);
}
