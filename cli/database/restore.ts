import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../entry.ts';
import { wrangler } from '../wrangler.ts';
import type { Backup } from './backup.ts';
import { digestTables, type TableDigest } from './digest.ts';
import { dumpOf, loadDump } from './dump.ts';
import { runBound } from './query.ts';
import { finishingStatements, longRows, restoringStatements } from './rewrite.ts';
import { readSchema } from './schema.ts';
import { d1Command, inWorkspace, type Target } from './target.ts';

export interface RestoredTable extends TableDigest {
  same: boolean;
}

/** Restores a backup into a local database that holds nothing, and compares every table. Throws DATABASE_NOT_EMPTY. */
export async function restoreLocally(target: Target, { dump, manifest }: Backup): Promise<RestoredTable[]> {
  const { objects } = await readSchema(target);
  const tables = objects.filter(({ type }) => type === 'table').map(({ name }) => name);
  if (tables.length > 0) {
    throw new CommandError(
      'DATABASE_NOT_EMPTY',
      `Nothing was changed: the database holds ${tables.join(', ')}. A backup goes into an empty one: name a new folder with --persist-to, or move .wrangler/state away first.`,
      { exitCode: 4 },
    );
  }
  const { db, close } = loadDump(dump);
  try {
    await execute(target, restoringStatements(db));
    await runBound(target, longRows(db));
    const last = finishingStatements(db);
    if (last.length > 0) await execute(target, last);
  } finally {
    close();
  }
  const restored = await dumpOf(target);
  const found = new Map(digestTables(restored.db).map((each) => [each.table, each]));
  restored.close();
  return manifest.tables.map((wanted) => ({ ...wanted, same: found.get(wanted.table)?.sha256 === wanted.sha256 }));
}

/** Runs statements as one file. */
const execute = (target: Target, statements: Iterable<string>): Promise<string> =>
  inWorkspace(target, (folder) => {
    const file = join(folder, 'restore.sql');
    for (const statement of statements) appendFileSync(file, `${statement};\n`);
    return wrangler([...d1Command(target, 'execute'), '--yes', '--file', file]);
  });
