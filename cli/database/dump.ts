import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CommandError } from '../entry.ts';
import { wrangler } from '../wrangler.ts';
import { tablesOf } from './digest.ts';
import { exactTexts } from './exact-text.ts';
import { sqlPieces } from './sql-file.ts';
import { d1Command, inWorkspace, type Target } from './target.ts';

/** Exports schema and rows as SQL, every text exactly. Throws DATABASE_EMPTY, VIRTUAL_TABLES, BACKUP_INEXACT, WRANGLER_FAILED. */
export async function exportDatabase(target: Target, file: string): Promise<void> {
  await wranglerExport(target, file);
  const { db, close } = loadDump(file);
  const tables = tablesOf(db);
  close();
  if (tables.length === 0) throw new CommandError('DATABASE_EMPTY', 'The database holds nothing yet: no table.');
  const corrections = await exactTexts(target, tables);
  if (corrections.length > 0) appendFileSync(file, `\n${corrections.join('\n')}\n`);
}

async function wranglerExport(target: Target, file: string): Promise<void> {
  try {
    await inWorkspace(target, (_, inside) => wrangler(d1Command(inside, 'export').concat('--output', resolve(file))));
  } catch (cause) {
    if (!(cause instanceof CommandError) || !/virtual tables/i.test(cause.message)) throw cause;
    throw new CommandError(
      'VIRTUAL_TABLES',
      'Nothing was changed: D1 exports no database that has virtual tables, like those of a full-text search. Their owner must drop them (DROP TABLE <name>;), and can make and fill them again after the migration.',
      { cause },
    );
  }
}

/** An export, loaded where it can be asked and nothing else can change it. */
export interface Dump {
  db: DatabaseSync;
  /** The file it lives in, for another dump to attach. */
  path: string;
  close: () => void;
}

/** Loads an export into a database of its own. Throws DUMP_UNREADABLE: then it would not restore either. */
export function loadDump(file: string): Dump {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-dump-'));
  const path = join(folder, 'dump.sqlite');
  const db = new DatabaseSync(path);
  const close = () => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    db.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; BEGIN');
    for (const sql of sqlPieces(file)) db.exec(sql);
    db.exec('COMMIT');
    return { db, path, close };
  } catch (cause) {
    close();
    throw new CommandError('DUMP_UNREADABLE', `${file} is no database export that can be read back: ${String(cause)}`, {
      cause,
    });
  }
}

/** Exports and loads what a database holds now. */
export async function dumpOf(target: Target): Promise<Dump> {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-export-'));
  try {
    const file = join(folder, 'database.sql');
    await exportDatabase(target, file);
    return loadDump(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
