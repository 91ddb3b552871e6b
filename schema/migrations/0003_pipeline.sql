-- What gave up, why, and what was done about it. `body` is NULL where the body stands in KV under `body_ref`, and
-- likewise `edited_body` and `edited_ref`.
CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  errors TEXT NOT NULL,
  cause TEXT NOT NULL,
  event_type TEXT,
  event_id TEXT,
  execution_key TEXT,
  job_type TEXT,
  attempts INTEGER NOT NULL,
  replay_count INTEGER NOT NULL,
  body TEXT,
  body_encoding TEXT NOT NULL,
  body_bytes INTEGER NOT NULL,
  body_ref TEXT,
  edited_body TEXT,
  edited_ref TEXT,
  history TEXT NOT NULL,
  first_seen_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  replayed_at TEXT,
  resolved_at TEXT
) WITHOUT ROWID;
CREATE INDEX dead_letters_by_time ON dead_letters(last_seen_at DESC, id DESC);
CREATE INDEX dead_letters_by_status ON dead_letters(status, last_seen_at DESC, id DESC);
CREATE INDEX dead_letters_by_cause ON dead_letters(cause, last_seen_at DESC, id DESC);
CREATE INDEX dead_letters_on_their_way ON dead_letters(replayed_at) WHERE status = 'replayed';
CREATE INDEX dead_letters_done_with ON dead_letters(resolved_at)
  WHERE status = 'resolved' AND (body_ref IS NOT NULL OR edited_ref IS NOT NULL);

-- What the consumer did, by hour (UTC, YYYY-MM-DDTHH) and source: one row written a batch. `lag_*` is the histogram of
-- completed -> persisted: events that took at most so many seconds, each counted in one bucket.
CREATE TABLE pipeline_stats (
  hour TEXT NOT NULL,
  source TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  inserted INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  noop INTEGER NOT NULL DEFAULT 0,
  stale INTEGER NOT NULL DEFAULT 0,
  retried INTEGER NOT NULL DEFAULT 0,
  dead INTEGER NOT NULL DEFAULT 0,
  lag_1s INTEGER NOT NULL DEFAULT 0,
  lag_5s INTEGER NOT NULL DEFAULT 0,
  lag_30s INTEGER NOT NULL DEFAULT 0,
  lag_60s INTEGER NOT NULL DEFAULT 0,
  lag_300s INTEGER NOT NULL DEFAULT 0,
  lag_3600s INTEGER NOT NULL DEFAULT 0,
  lag_more INTEGER NOT NULL DEFAULT 0,
  lag_ms_total INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (hour, source)
) WITHOUT ROWID;

-- Who did what. The id is a ULID given before the first try to write it, so that a second try adds nothing.
CREATE TABLE audit_log (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL,
  detail TEXT NOT NULL
) WITHOUT ROWID;

-- What was answered to a request with an Idempotency-Key; `answer` is NULL while it is being worked on.
CREATE TABLE idempotency_keys (
  key TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  answer TEXT,
  at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_time ON idempotency_keys(at);

-- `cursor` is where the listing of the page number `pages` begins; `keys` is how many the pages before it listed.
CREATE TABLE backfills (
  id TEXT PRIMARY KEY,
  prefix TEXT NOT NULL,
  from_date TEXT,
  to_date TEXT,
  dry_run INTEGER NOT NULL,
  status TEXT NOT NULL,
  pages INTEGER NOT NULL DEFAULT 0,
  keys INTEGER NOT NULL DEFAULT 0,
  cursor TEXT,
  last_key TEXT,
  note TEXT,
  certificate TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  listed_at TEXT,
  finished_at TEXT
) WITHOUT ROWID;
CREATE INDEX backfills_under_way ON backfills(updated_at) WHERE status IN ('running', 'draining');

-- A row a key. `runs` has the outcome of each execution that the key's value holds, `verdict` that of a value that
-- holds none. The consumer may be faster than the page that lists the key: until then `listed_at` is NULL, and the key
-- does not count. `outcome` is the strongest of its executions' outcomes; a quote within a JSON string is written \",
-- so that no name of an execution can look like an outcome.
CREATE TABLE backfill_keys (
  backfill_id TEXT NOT NULL,
  key TEXT NOT NULL,
  verdict TEXT,
  reason TEXT,
  runs TEXT NOT NULL,
  raw_hash TEXT,
  listed_at TEXT,
  sent_at TEXT,
  outcome TEXT GENERATED ALWAYS AS (CASE
    WHEN listed_at IS NULL THEN NULL
    WHEN instr(runs, ':"pending"') THEN 'pending'
    WHEN instr(runs, ':"dead"') THEN 'dead'
    WHEN instr(runs, ':"inserted"') THEN 'inserted'
    WHEN instr(runs, ':"updated"') THEN 'updated'
    WHEN instr(runs, ':"noop"') THEN 'noop'
    WHEN instr(runs, ':"expired"') THEN 'expired'
    WHEN instr(runs, ':"skipped"') THEN 'skipped'
    ELSE verdict END) VIRTUAL,
  PRIMARY KEY (backfill_id, key)
) WITHOUT ROWID;
CREATE INDEX backfill_keys_by_outcome ON backfill_keys(backfill_id, outcome);

-- What reading was like, by hour (UTC, YYYY-MM-DDTHH): how many of a measure fell into a bucket. For a time the bucket
-- is its upper bound in milliseconds (-1: slower than all of them); for a count it is 0. Isolates count in memory and
-- add what they have at most once a minute.
CREATE TABLE read_stats (
  hour TEXT NOT NULL,
  measure TEXT NOT NULL,
  bucket INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (hour, measure, bucket)
) WITHOUT ROWID;
