import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { CommandError } from '../entry.ts';
import { digestTables } from './digest.ts';
import { exportDatabase, loadDump } from './dump.ts';
import { fileChunks } from './file-chunks.ts';
import { databaseOf, stateFolder, type Target } from './target.ts';

const DUMP = 'database.sql';
const MANIFEST = 'manifest.json';

/** `source` names the database: its id, or for a local one its state folder. `tables` is what the dump holds. */
export const Manifest = z.object({
  version: z.literal(1),
  created_at: z.iso.datetime(),
  where: z.enum(['local', 'remote']),
  database: z.string(),
  source: z.string(),
  dump: z.object({ file: z.string(), bytes: z.int(), sha256: z.string() }),
  tables: z.array(z.object({ table: z.string(), rows: z.int(), columns: z.array(z.string()), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

export interface Backup {
  folder: string;
  /** Path of the dump. */
  dump: string;
  manifest: Manifest;
}

const CHUNK_BYTES = 1_000_000;

function sha256Of(path: string): string {
  const hash = createHash('sha256');
  for (const chunk of fileChunks(path, CHUNK_BYTES)) hash.update(chunk);
  return hash.digest('hex');
}

const sourceOf = (target: Target): string => (target.remote ? databaseOf(target).id : stateFolder(target));

/** Writes a backup into a new folder within `backups`: the export, and a manifest of what it was found to hold. */
export async function backUp(target: Target, backups: string, now: Date): Promise<Backup> {
  const where = target.remote ? 'remote' : 'local';
  const folder = join(backups, `${now.toISOString().replaceAll(/[:.]/g, '-')}-${where}`);
  const made = mkdirSync(folder, { recursive: true }) ?? folder;
  try {
    return await written(target, folder, now);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

async function written(target: Target, folder: string, now: Date): Promise<Backup> {
  // Wrangler would make one to look into it.
  if (!target.remote && !existsSync(stateFolder(target))) {
    throw new CommandError('DATABASE_EMPTY', `There is no database yet: no folder ${stateFolder(target)}.`);
  }
  const dump = join(folder, DUMP);
  await exportDatabase(target, dump);
  const loaded = loadDump(dump);
  const tables = digestTables(loaded.db);
  loaded.close();
  const manifest: Manifest = {
    version: 1,
    created_at: now.toISOString(),
    where: target.remote ? 'remote' : 'local',
    database: databaseOf(target).name,
    source: sourceOf(target),
    dump: { file: DUMP, bytes: statSync(dump).size, sha256: sha256Of(dump) },
    tables,
  };
  // Last: a backup without its manifest is none.
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return { folder, dump, manifest };
}

/** Reads a backup and checks that its dump is the one that was written. Throws NO_BACKUP, BACKUP_DAMAGED. */
export function readBackup(path: string): Backup {
  const file = path.endsWith('.json') ? path : join(path, MANIFEST);
  if (!existsSync(file)) throw new CommandError('NO_BACKUP', `There is no backup at ${path}: no ${MANIFEST} in it.`);
  const backup = manifestAt(file);
  if (!backup) throw new CommandError('BACKUP_DAMAGED', `${file} is not the manifest of a backup.`);
  if (!existsSync(backup.dump)) throw new CommandError('BACKUP_DAMAGED', `${backup.dump} is missing from the backup.`);
  if (sha256Of(backup.dump) !== backup.manifest.dump.sha256) {
    throw new CommandError('BACKUP_DAMAGED', `${backup.dump} is not what was backed up: its digest differs.`);
  }
  return backup;
}

const ManifestText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.issues.push({ code: 'custom', message: 'is not JSON', input: text });
      return z.NEVER;
    }
  })
  .pipe(Manifest);

/** The backup with this manifest; null when it is none. */
function manifestAt(file: string): Backup | null {
  const manifest = ManifestText.safeParse(readFileSync(file, 'utf8')).data;
  return manifest ? { folder: dirname(file), dump: join(dirname(file), manifest.dump.file), manifest } : null;
}

const foldersIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** The newest backup of this database, or null; a damaged manifest is none's. */
export function newestBackup(target: Target, backups: string): Backup | null {
  const source = sourceOf(target);
  const manifests = foldersIn(backups).map((name) => join(backups, name, MANIFEST));
  const found = manifests.filter((file) => existsSync(file)).flatMap((file) => manifestAt(file) ?? []);
  const own = found.filter(({ manifest }) => manifest.source === source);
  return own.sort((a, b) => b.manifest.created_at.localeCompare(a.manifest.created_at))[0] ?? null;
}
