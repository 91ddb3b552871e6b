export const BACKFILL_ID = '01J00000000000000000SEEDED';
/** Its keys. */
export const BACKFILLED_KEYS = 10_000;

/** SQL for a dry run of many keys that has finished; the last hundred of them were skipped. */
export const backfillSql = (now: number): string => {
  const at = new Date(now - 86_400_000).toISOString();
  const certificate = {
    ...{ enumerated: BACKFILLED_KEYS, inserted: BACKFILLED_KEYS - 100, updated: 0, noop: 0 },
    ...{ skipped: 100, dead: 0, expired: 0, adds_up: true, keys_sha256: '0'.repeat(64) },
  };
  return `
INSERT INTO backfills (id, prefix, dry_run, status, pages, keys, certificate, created_at, updated_at, listed_at, finished_at)
VALUES ('${BACKFILL_ID}', 'seeded_', 1, 'finished', 20, ${BACKFILLED_KEYS}, '${JSON.stringify(certificate)}', '${at}', '${at}', '${at}', '${at}');
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${BACKFILLED_KEYS})
INSERT INTO backfill_keys (backfill_id, key, verdict, reason, runs, listed_at)
SELECT '${BACKFILL_ID}', printf('seeded_%05d', i), CASE WHEN i >= ${BACKFILLED_KEYS - 100} THEN 'skipped' END,
  CASE WHEN i >= ${BACKFILLED_KEYS - 100} THEN 'its date does not exist' END,
  CASE WHEN i >= ${BACKFILLED_KEYS - 100} THEN '{}' ELSE '{"kv:seeded_' || i || '":"inserted"}' END, '${at}' FROM n;`;
};
