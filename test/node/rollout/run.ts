import assert from 'node:assert/strict';
import { type Backup, newestBackup } from '../../../cli/database/backup.ts';
import { compareDumps } from '../../../cli/database/compare.ts';
import { loadDump } from '../../../cli/database/dump.ts';
import { readMigrations } from '../../../cli/database/migration-files.ts';
import { liveTables } from '../../../cli/database/rehearse.ts';
import { jobledger } from './command.ts';
import { letDie, mended } from './dead-letters.ts';
import { type Installation, makeInstallation, removeInstallation, serveInstallation } from './installation.ts';
import { places, type Report, type RolloutOptions, stageOf } from './stage.ts';
import { back, week1, week2, week5 } from './weeks.ts';

/** The whole runbook on a generated legacy installation, there and back. Throws at the first thing that is not as promised. */
export async function rollOut(options: RolloutOptions): Promise<void> {
  const { report } = options;
  report(`A legacy installation of ${options.keys} keys and ${options.rows} rows`);
  const installation = await makeInstallation(options);
  try {
    const first = await week1(installation, options);
    await letDie(installation);
    const server = await serveInstallation(installation);
    try {
      const stage = stageOf(installation, server, options);
      await mended(stage);
      await week2(stage);
      await week5(stage);
      await back(stage);
    } finally {
      await server.stop();
    }
    await legacyUnchanged(installation, first, report);
    if (options.thorough) await restored(installation, first, report);
  } finally {
    removeInstallation(installation);
  }
}

/** What the first backup holds stands in the database at the end, value by value. */
async function legacyUnchanged(installation: Installation, first: Backup, report: Report): Promise<void> {
  assert.equal((await jobledger(['backup', ...places(installation)], report)).code, 0);
  const last = newestBackup({ persistTo: installation.state }, installation.backups);
  assert.ok(last);
  const [before, after] = [loadDump(first.dump), loadDump(last.dump)];
  const compared = compareDumps(before, after, liveTables(readMigrations()));
  before.close();
  after.close();
  assert.deepEqual(
    compared.filter(({ unchanged }) => !unchanged),
    [],
  );
  assert.equal(compared.find(({ table }) => table === 'job_executions')?.rows, installation.rows);
  for (const { table, rows, after_sha256 } of compared)
    report(`        ${table}: ${rows} rows unchanged, ${after_sha256.slice(0, 16)}…`);
}

async function restored(installation: Installation, first: Backup, report: Report): Promise<void> {
  const state = `${installation.folder}/restored`;
  const ran = await jobledger(['restore', first.folder, '--persist-to', state], report);
  assert.equal(ran.code, 0, ran.output);
}
