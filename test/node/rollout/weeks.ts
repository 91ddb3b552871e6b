import assert from 'node:assert/strict';
import { type Backup, newestBackup } from '../../../cli/database/backup.ts';
import { Backfilled, Conditions, FlagsAnswer, Migrated, Verified } from './answers.ts';
import { jobledger } from './command.ts';
import type { Installation } from './installation.ts';
import {
  accepted,
  analyse,
  flagsBecome,
  history,
  lastPersisted,
  places,
  type RolloutOptions,
  type Stage,
  stored,
} from './stage.ts';

/** Backup, migration, and once more. */
export async function week1(installation: Installation, { report, thorough }: RolloutOptions): Promise<Backup> {
  const run = (...args: string[]) => jobledger([...args, ...places(installation)], report);
  if (thorough) assert.equal((await run('migrate')).code, 4, 'a migration without a backup is refused');
  assert.equal((await run('backup')).code, 0);
  const first = await run('migrate');
  assert.equal(first.code, 0, first.output);
  const { filled, tables } = Migrated.parse(first.json);
  assert.equal(filled, installation.rows, 'every legacy row gets its business date');
  assert.deepEqual(
    tables.map(({ table, unchanged }) => [table, unchanged]),
    [
      ['daily_analysis', true],
      ['job_executions', true],
      ['symbol_predictions', true],
    ],
  );
  if (thorough) await nothingLeft(run);
  const backup = newestBackup({ persistTo: installation.state }, installation.backups);
  assert.ok(backup);
  return backup;
}

async function nothingLeft(run: (command: string) => ReturnType<typeof jobledger>): Promise<void> {
  const { code, json } = await run('migrate');
  assert.deepEqual([code, Migrated.parse(json).pending], [0, []], 'a second run finds nothing to do');
}

/** Dual write with reads from KV; backfill, dry and real; verification; a second backfill; reads from D1. */
export async function week2(stage: Stage): Promise<void> {
  const { run, report } = stage;
  await flagsBecome(stage, ['d1_writes=on', 'kv_writes=on', 'd1_reads=off']);
  const live = await accepted(stage);
  assert.equal((await history(stage)).source, 'kv');
  const dry = stage.thorough ? certificateOf(await run('backfill', '--dry-run', '--watch')) : null;
  const real = certificateOf(await run('backfill', '--watch'));
  const { entries } = stage.installation;
  // The day's own key is there as well, written by the analysis.
  assert.equal(real.enumerated, entries.length + 1);
  assert.equal(
    real['skipped'],
    entries.filter(({ executions }) => executions === 0).length,
    'skipped is what holds nothing',
  );
  assert.equal(real['inserted'], entries.filter(({ executions }) => executions > 0).length);
  if (dry) assert.deepEqual(dry, real, 'the dry run had predicted every outcome');
  report(`        certificate ${JSON.stringify(real)}`);
  const verified = await run('verify');
  assert.equal(verified.code, 0, verified.output);
  const { faults, unreadable } = Verified.parse(verified.json);
  assert.equal(faults.length, 0);
  assert.deepEqual(
    unreadable.map(({ key }) => key).sort(),
    entries
      .filter(({ skipped }) => skipped !== null)
      .map(({ key }) => key)
      .sort(),
    'what cannot be read is named',
  );
  const before = await lastPersisted(stage);
  const second = certificateOf(await run('backfill', '--watch'));
  assert.deepEqual([second['inserted'], second['updated'], second.dead], [0, 0, 0], 'a second backfill writes nothing');
  assert.equal(second.keys_sha256, real.keys_sha256);
  assert.equal(await lastPersisted(stage), before, 'no row was written');
  await flagsBecome(stage, ['d1_reads=on']);
  assert.equal((await history(stage)).source, 'd1');
  await stored(stage, live);
}

/** The conditions hold, KV is no longer written. */
export async function week5(stage: Stage): Promise<void> {
  const held = await stage.run('cutover');
  assert.equal(held.code, 3, held.output);
  const failing = Conditions.parse(held.json).conditions.filter(({ holds }) => !holds);
  assert.deepEqual(
    failing.map(({ name }) => name),
    ['Every value of KV could be read, or was looked at'],
  );
  const tests = stage.installation.entries.filter(({ skipped }) => skipped === 'test_value').length;
  assert.match(failing[0]?.found ?? '', new RegExp(` ${tests} test values`));
  const ran = await stage.run('cutover', '--accept-skipped');
  assert.equal(ran.code, 0, ran.output);
  const { conditions } = Conditions.parse(ran.json);
  assert.deepEqual(
    conditions.filter(({ holds }) => !holds),
    [],
  );
  for (const { name, found } of conditions) stage.report(`        ${name}: ${found}`);
  await analyse(stage);
}

/** Rolled back, a result waits; with D1 on again it arrives. */
export async function back(stage: Stage): Promise<void> {
  const ran = await stage.run('rollback');
  assert.equal(ran.code, 0, ran.output);
  assert.deepEqual(FlagsAnswer.parse(ran.json).flags, { d1_writes: false, d1_reads: false, kv_writes: true });
  assert.equal((await history(stage)).source, 'kv');
  const key = await accepted(stage);
  await flagsBecome(stage, ['d1_writes=on', 'd1_reads=on']);
  await stored(stage, key);
}

function certificateOf({ code, json, output }: Awaited<ReturnType<typeof jobledger>>) {
  assert.equal(code, 0, output);
  const { certificate } = Backfilled.parse(json).backfill;
  assert.ok(certificate.adds_up, output);
  return certificate;
}
