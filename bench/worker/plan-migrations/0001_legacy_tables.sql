-- The tables a running installation already has, so that an empty database works as well.
-- On a legacy database every statement finds its table and does nothing.
CREATE TABLE IF NOT EXISTS job_executions (
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

CREATE TABLE IF NOT EXISTS symbol_predictions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  symbol TEXT NOT NULL,
  prediction_date TEXT NOT NULL,
  sentiment TEXT,
  confidence REAL,
  direction TEXT,
  model TEXT,
  analysis_type TEXT,
  trading_signals TEXT,
  created_at TEXT DEFAULT (datetime('now')),
  UNIQUE (symbol, prediction_date)
);

CREATE TABLE IF NOT EXISTS daily_analysis (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  analysis_date TEXT NOT NULL UNIQUE,
  total_symbols INTEGER,
  execution_time INTEGER,
  summary TEXT,
  created_at TEXT DEFAULT (datetime('now'))
);
