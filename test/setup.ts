import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach } from 'vitest';
import { LEGACY_SCHEMA } from './fixtures/legacy-schema.ts';

const TABLES = "SELECT count(*) AS n FROM sqlite_schema WHERE name = 'job_executions'";

/** One `reset` is not always enough: the first of a file was seen to leave the database of the file before. */
async function emptied(db: D1Database): Promise<void> {
  do await reset();
  while ((await db.prepare(TABLES).first<number>('n')) !== 0);
}

beforeEach(async () => {
  const db = env.PREDICT_JOBS_DB;
  await emptied(db);
  await db.batch(LEGACY_SCHEMA.map((statement) => db.prepare(statement)));
  await applyD1Migrations(db, env.TEST_MIGRATIONS);
});
