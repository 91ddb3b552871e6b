import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { CommandError } from '../entry.ts';
import { wrangler } from '../wrangler.ts';
import type { Backup } from './backup.ts';
import { digestTables, type TableDigest } from './digest.ts';
import { dumpOf, loadDump } from './dump.ts';
import { runBound } from './query.ts';
import { finishingStatements, longRows, restoringStatements } from './rewrite.ts';
import { readSchema } from './schema.ts';
import { d1Command, inWorkspace, stateFolder, type Target } from './target.ts';

export interface RestoredTable extends TableDigest {
  same: boolean;
}

/** Lies beside a database while it is being restored. */
const UNFINISHED = 'restore-unfinished';

/**
 * Restores a backup into a local database that holds nothing, and compares every table. Throws DATABASE_NOT_EMPTY,
 * RESTORE_UNFINISHED.
 */
export async function restoreLocally(target: Target, backup: Backup): Promise<RestoredTable[]> {
  const { dump, manifest, folder } = backup;
  const mark = join(stateFolder(target), UNFINISHED);
  if (existsSync(mark)) throw unfinished(target, readFileSync(mark, 'utf8'));
  await refuseFilled(target);
  const { db, close } = loadDump(dump);
  try {
    mkdirSync(stateFolder(target), { recursive: true });
    writeFileSync(mark, folder);
    await fill(target, db);
    rmSync(mark);
  } finally {
    close();
  }
  const restored = await dumpOf(target);
  const found = new Map(digestTables(restored.db).map((each) => [each.table, each]));
  restored.close();
  return manifest.tables.map((wanted) => ({ ...wanted, same: found.get(wanted.table)?.sha256 === wanted.sha256 }));
}

const unfinished = (target: Target, folder: string): CommandError =>
  new CommandError(
    'RESTORE_UNFINISHED',
    `Nothing was changed: ${stateFolder(target)} is half restored from ${folder}, for that was interrupted. Nothing but a part of the backup is in it: remove that folder, then restore again.`,
    { exitCode: 4 },
  );

/** Throws DATABASE_NOT_EMPTY. */
async function refuseFilled(target: Target): Promise<void> {
  const { objects } = await readSchema(target);
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => name);
  if (tables.length === 0) return;
  throw new CommandError(
    'DATABASE_NOT_EMPTY',
    `Nothing was changed: the database holds ${tables.join(', ')}. A backup goes into an empty one: name a new folder with --persist-to, or move ${stateFolder(target)} away first.`,
    { exitCode: 4 },
  );
}

async function fill(target: Target, db: DatabaseSync): Promise<void> {
  await execute(target, restoringStatements(db));
  await runBound(target, longRows(db));
  const last = finishingStatements(db);
  if (last.length > 0) await execute(target, last);
}

/** Runs statements as one file. */
const execute = (target: Target, statements: Iterable<string>): Promise<string> =>
  inWorkspace(target, (folder) => {
    const file = join(folder, 'restore.sql');
    for (const statement of statements) appendFileSync(file, `${statement};\n`);
    return wrangler([...d1Command(target, 'execute'), '--yes', '--file', file]);
  });
