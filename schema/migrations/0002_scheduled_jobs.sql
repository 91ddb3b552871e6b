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
-- job, and each result costs one row fewer than with a surrogate key. `executed_at` and `facets` repeat the execution's
-- own, so that a symbol's results can be read in the order of time; see docs/decisions/13-indexes.md.
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
  executed_at TEXT,
  facets TEXT,
  created_at TEXT DEFAULT (datetime('now')),
  PRIMARY KEY (job_execution_id, ordinal),
  FOREIGN KEY (job_execution_id) REFERENCES job_executions(id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE UNIQUE INDEX IF NOT EXISTS job_executions_by_key ON job_executions(execution_key) WHERE execution_key IS NOT NULL;

-- What a job can be filtered by, as one value: type, report type, trigger, status, and how many days its business date
-- is from the date of its execution (from a day on the date itself). Every reader repeats this expression word for word
-- (src/storage/facets.ts); rows of other writers have it as well, and text that is not JSON does no harm.
CREATE INDEX IF NOT EXISTS job_executions_by_facets ON job_executions(json_array(job_type, report_type, CASE WHEN json_valid(metadata) THEN metadata ->> '$.trigger_source' END, status, CASE WHEN abs(julianday(execution_date) - julianday(date(executed_at, '-5 hours'))) > 1 THEN execution_date ELSE coalesce(CAST(julianday(execution_date) - julianday(date(executed_at, '-5 hours')) AS INTEGER), 0) END), executed_at, id);
-- For the history without a filter. Legacy installations have this index, mostly by this name: then it is that one.
CREATE INDEX IF NOT EXISTS idx_job_executions_executed_at ON job_executions(executed_at);
-- For statistics, in the order in which they count.
CREATE INDEX IF NOT EXISTS job_executions_by_date ON job_executions(execution_date, job_type, status, execution_time_ms);
CREATE INDEX IF NOT EXISTS scheduled_job_results_by_symbol ON scheduled_job_results(symbol, facets, executed_at, job_execution_id) WHERE symbol IS NOT NULL;
