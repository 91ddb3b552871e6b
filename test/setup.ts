import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach } from 'vitest';
import { LEGACY_SCHEMA } from './fixtures/legacy-schema.ts';

beforeEach(async () => {
  // reset() deletes what is awake, and D1 and KV fall asleep after ten idle seconds, between two files for example.
  await Promise.all([env.PREDICT_JOBS_DB.prepare('SELECT 1').run(), env.ANALYSIS_KV.get('anything')]);
  await reset();
  const db = env.PREDICT_JOBS_DB;
  await db.batch(LEGACY_SCHEMA.map((statement) => db.prepare(statement)));
  await applyD1Migrations(db, env.TEST_MIGRATIONS);
});
