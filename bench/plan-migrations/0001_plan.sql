-- The database the plan extends, with the indexes it has, and the plan's migration as it was written.
CREATE TABLE job_executions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_type TEXT NOT NULL,
  status TEXT NOT NULL,
  executed_at TEXT NOT NULL,
  execution_time_ms INTEGER,
  symbols_processed INTEGER DEFAULT 0,
  symbols_successful INTEGER DEFAULT 0,
  symbols_fallback INTEGER DEFAULT 0,
  symbols_failed INTEGER DEFAULT 0,
  success_rate REAL DEFAULT 0,
  errors TEXT,
  created_at TEXT DEFAULT (datetime('now'))
);
CREATE INDEX idx_job_executions_type ON job_executions(job_type);
CREATE INDEX idx_job_executions_executed_at ON job_executions(executed_at);

ALTER TABLE job_executions ADD COLUMN execution_date TEXT;
ALTER TABLE job_executions ADD COLUMN report_type TEXT;
ALTER TABLE job_executions ADD COLUMN metadata TEXT;

CREATE TABLE IF NOT EXISTS scheduled_job_results (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  job_execution_id INTEGER NOT NULL,
  result_type TEXT NOT NULL,
  symbol TEXT,
  sentiment TEXT,
  confidence REAL,
  direction TEXT,
  reasoning TEXT,
  signals TEXT,
  report_content TEXT,
  html_snapshot TEXT,
  created_at TEXT DEFAULT (datetime('now')),
  FOREIGN KEY (job_execution_id) REFERENCES job_executions(id) ON DELETE CASCADE
);

CREATE INDEX IF NOT EXISTS idx_job_executions_execution_date ON job_executions(execution_date DESC);
CREATE INDEX IF NOT EXISTS idx_job_executions_report_type ON job_executions(report_type);
CREATE INDEX IF NOT EXISTS idx_scheduled_results_job ON scheduled_job_results(job_execution_id);
CREATE INDEX IF NOT EXISTS idx_scheduled_results_type ON scheduled_job_results(result_type);
CREATE INDEX IF NOT EXISTS idx_scheduled_results_symbol ON scheduled_job_results(symbol);
