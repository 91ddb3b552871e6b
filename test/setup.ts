import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach } from 'vitest';
import { LEGACY_SCHEMA } from './fixtures/legacy-schema.ts';

beforeEach(async () => {
  await reset();
  const db = env.PREDICT_JOBS_DB;
  await db.batch(LEGACY_SCHEMA.map((statement) => db.prepare(statement)));
  await applyD1Migrations(db, env.TEST_MIGRATIONS);
});
