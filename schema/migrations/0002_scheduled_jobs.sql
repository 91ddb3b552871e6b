-- Non-destructive: columns are added, nothing is dropped, renamed or rewritten.
-- One ALTER a line: `jobledger migrate` leaves out the columns that a database already has.
ALTER TABLE job_executions ADD COLUMN execution_date TEXT;
ALTER TABLE job_executions ADD COLUMN report_type TEXT;
ALTER TABLE job_executions ADD COLUMN metadata TEXT;
ALTER TABLE job_executions ADD COLUMN execution_key TEXT;
ALTER TABLE job_executions ADD COLUMN revision INTEGER;
ALTER TABLE job_executions ADD COLUMN content_hash TEXT;
ALTER TABLE job_executions ADD COLUMN persisted_at TEXT;

-- The key of a result is its place in its execution: no second index is needed to find or replace the results of a
-- job, and each result costs one row fewer than with a surrogate key.
CREATE TABLE IF NOT EXISTS scheduled_job_results (
  id INTEGER GENERATED ALWAYS AS (job_execution_id * 1048576 + ordinal) VIRTUAL,
  job_execution_id INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  result_type TEXT NOT NULL,
  symbol TEXT,
  sentiment TEXT,
  confidence REAL,
  direction TEXT,
  reasoning TEXT,
  signals TEXT,
  news_count INTEGER,
  error TEXT,
  report_content TEXT,
  html_snapshot TEXT,
  created_at TEXT DEFAULT (datetime('now')),
  PRIMARY KEY (job_execution_id, ordinal),
  FOREIGN KEY (job_execution_id) REFERENCES job_executions(id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE UNIQUE INDEX IF NOT EXISTS job_executions_by_key ON job_executions(execution_key) WHERE execution_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS job_executions_by_time ON job_executions(executed_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS job_executions_by_type ON job_executions(job_type, executed_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS scheduled_job_results_by_symbol ON scheduled_job_results(symbol, job_execution_id DESC) WHERE symbol IS NOT NULL;
