import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type Backup, newestBackup } from '../../../cli/database/backup.ts';
import { compareDumps } from '../../../cli/database/compare.ts';
import { loadDump } from '../../../cli/database/dump.ts';
import { readMigrations } from '../../../cli/database/migration-files.ts';
import { liveTables } from '../../../cli/database/rehearse.ts';
import { createClient, type JobledgerClient } from '../../../client/index.ts';
import { jobledger } from './command.ts';
import {
  type Installation,
  KEY,
  makeInstallation,
  removeInstallation,
  type Size,
  serveInstallation,
} from './installation.ts';

const Comparison = z.object({ table: z.string(), rows: z.int(), unchanged: z.boolean() });
const Migrated = z.object({
  filled: z.int(),
  tables: z.array(Comparison),
  pending: z.array(z.object({ name: z.string() })),
});
const Counts = z.record(z.string(), z.int());
const Backfilled = z.object({
  backfill: z.object({
    status: z.literal('finished'),
    certificate: z
      .object({ enumerated: z.int(), adds_up: z.boolean(), dead: z.int(), keys_sha256: z.string() })
      .catchall(z.int()),
  }),
});
const Verified = z.object({
  counts: Counts,
  faults: z.array(z.unknown()),
  unreadable: z.array(z.object({ key: z.string() })),
});
const Conditions = z.object({
  conditions: z.array(z.object({ name: z.string(), holds: z.boolean(), found: z.string() })),
});
const FlagsAnswer = z.object({ flags: z.record(z.string(), z.boolean()) });

const WITHIN_MS = 60_000;

export interface RolloutOptions extends Size {
  report: (line: string) => void;
  /** Also what is refused, what a second run finds, what a dry run predicts, and a restored backup. */
  thorough: boolean;
}

/** The whole runbook on a generated legacy installation, there and back. Throws at the first thing that is not as promised. */
export async function rollOut(options: RolloutOptions): Promise<void> {
  const { report } = options;
  report(`A legacy installation of ${options.keys} keys and ${options.rows} rows`);
  const installation = await makeInstallation(options);
  try {
    const first = await week1(installation, options);
    const server = await serveInstallation(installation);
    try {
      const stage = stageOf(installation, server.url, options);
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

type Report = RolloutOptions['report'];

const places = ({ state, backups }: Installation) => ['--persist-to', state, '--backups', backups];

/** Backup, migration, and once more. */
async function week1(installation: Installation, { report, thorough }: RolloutOptions): Promise<Backup> {
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

interface Stage {
  thorough: boolean;
  installation: Installation;
  client: JobledgerClient;
  run: (...args: string[]) => ReturnType<typeof jobledger>;
  report: Report;
}

function stageOf(installation: Installation, url: string, { report, thorough }: RolloutOptions): Stage {
  const client = createClient({ url, key: KEY });
  const run = (...args: string[]) =>
    jobledger([...args, '--url', url, '--key', KEY, ...(args[0] === 'rollback' ? places(installation) : [])], report);
  return { thorough, installation, client, run, report };
}

/** Dual write with reads from KV; backfill, dry and real; verification; a second backfill; reads from D1. */
async function week2(stage: Stage): Promise<void> {
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
async function week5(stage: Stage): Promise<void> {
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
async function back(stage: Stage): Promise<void> {
  const ran = await stage.run('rollback');
  assert.equal(ran.code, 0, ran.output);
  assert.deepEqual(FlagsAnswer.parse(ran.json).flags, { d1_writes: false, d1_reads: false, kv_writes: true });
  assert.equal((await history(stage)).source, 'kv');
  const key = await accepted(stage);
  await flagsBecome(stage, ['d1_writes=on', 'd1_reads=on']);
  await stored(stage, key);
}

async function flagsBecome({ run }: Stage, settings: readonly string[]): Promise<void> {
  const ran = await run('flags', 'set', ...settings);
  assert.equal(ran.code, 0, ran.output);
  const { flags } = FlagsAnswer.parse(ran.json);
  for (const setting of settings) {
    const [name = '', value] = setting.split('=');
    assert.equal(flags[name], value === 'on');
  }
}

function certificateOf({ code, json, output }: Awaited<ReturnType<typeof jobledger>>) {
  assert.equal(code, 0, output);
  const { certificate } = Backfilled.parse(json).backfill;
  assert.ok(certificate.adds_up, output);
  return certificate;
}

/** Runs an analysis and waits until D1 has it. */
async function analyse(stage: Stage): Promise<void> {
  await stored(stage, await accepted(stage));
}

/** Runs an analysis; returns its key. */
async function accepted({ client }: Stage): Promise<string> {
  const { data, error } = await client.POST('/api/v1/sentiment/analysis', {
    body: { symbols: ['AAPL', 'TSLA'] },
    params: {},
  });
  assert.ok(data, JSON.stringify(error));
  return data.execution_key;
}

/** A job of the database has a number; one read from KV has none. */
async function stored({ client }: Stage, key: string): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  while (Date.now() < deadline) {
    const { data } = await client.GET('/api/v1/jobs/{id}', { params: { path: { id: key } } });
    if (data?.source === 'd1') return;
    await sleep(100);
  }
  assert.fail(`${key} did not arrive`);
}

async function history({ client }: Stage) {
  const { data, error } = await client.GET('/api/v1/jobs/history', { params: { query: { limit: 200 } } });
  assert.ok(data, JSON.stringify(error));
  return data;
}

/** When D1 last took in a result, over every page of the executions. */
async function lastPersisted({ client }: Stage): Promise<string> {
  await setFlag(client, true);
  const { data } = await client.GET('/api/v1/jobs/history', {
    params: { query: {} },
    headers: { accept: 'application/x-ndjson' },
    parseAs: 'text',
  });
  await setFlag(client, false);
  const rows = String(data)
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ persisted_at: z.string().nullable() }).parse(JSON.parse(line)));
  return JSON.stringify([
    rows.length,
    rows
      .map(({ persisted_at }) => persisted_at ?? '')
      .sort()
      .at(-1),
  ]);
}

const setFlag = (client: JobledgerClient, on: boolean) => client.PUT('/api/v1/flags', { body: { d1_reads: on } });

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
