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
