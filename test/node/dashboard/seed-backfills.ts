/** A dry run of so many keys that has finished. */
export const MANY_KEYS_ID = '01J00000000000000000SEEDED';
export const MANY_KEYS = 10_000;

/** A dry run of the keys under `old_` that has begun, and whose first page has never come off the queue. */
export const WAITING_ID = '01J000000000000000000WA1TS';

/** SQL for both; the last hundred of the many keys were skipped. */
export const backfillsSql = (now: number): string => {
  const at = new Date(now - 86_400_000).toISOString();
  const certificate = {
    ...{ enumerated: MANY_KEYS, inserted: MANY_KEYS - 100, updated: 0, noop: 0 },
    ...{ skipped: 100, dead: 0, expired: 0, adds_up: true, keys_sha256: '0'.repeat(64) },
  };
  return `
INSERT INTO backfills (id, prefix, dry_run, status, created_at, updated_at)
VALUES ('${WAITING_ID}', 'old_', 1, 'running', '${at}', '${at}');
INSERT INTO backfills (id, prefix, dry_run, status, pages, keys, certificate, created_at, updated_at, listed_at, finished_at)
VALUES ('${MANY_KEYS_ID}', 'seeded_', 1, 'finished', 20, ${MANY_KEYS}, '${JSON.stringify(certificate)}', '${at}', '${at}', '${at}', '${at}');
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${MANY_KEYS})
INSERT INTO backfill_keys (backfill_id, key, verdict, reason, runs, listed_at)
SELECT '${MANY_KEYS_ID}', printf('seeded_%05d', i), CASE WHEN i >= ${MANY_KEYS - 100} THEN 'skipped' END,
  CASE WHEN i >= ${MANY_KEYS - 100} THEN 'its date does not exist' END,
  CASE WHEN i >= ${MANY_KEYS - 100} THEN '{}' ELSE '{"kv:seeded_' || i || '":"inserted"}' END, '${at}' FROM n;`;
};
