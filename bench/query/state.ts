import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT_ROOT, wrangler } from '../../cli/wrangler.ts';
import { FACETS } from '../../src/storage/facets.ts';
import { databaseFiles, fill, type Size } from './generate.ts';
import type { Database } from './questions.ts';

export const CONFIG = 'bench/query-worker/wrangler.toml';
const MIGRATIONS: Record<Database, string> = { ours: 'schema/migrations', plan: 'bench/plan-migrations' };
const NAMES: Record<Database, string> = { ours: 'OURS', plan: 'PLAN' };

export interface State {
  folder: string;
  files: Record<Database, string>;
}

/** Changes with everything that decides what the databases hold. */
function fingerprint(size: Size): string {
  const schema = Object.values(MIGRATIONS).flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder))
      .filter((name) => /^000[12]/.test(name))
      .map((name) => join(PROJECT_ROOT, folder, name)),
  );
  const hash = createHash('sha256').update(JSON.stringify(size));
  for (const file of [...schema, join(import.meta.dirname, 'generate.ts')]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

const migrate = (folder: string, database: Database) =>
  wrangler(['d1', 'migrations', 'apply', NAMES[database], '--local', '--config', CONFIG, '--persist-to', folder]);

async function migratedFile(folder: string, database: Database): Promise<string> {
  const before = existsSync(join(folder, 'v3', 'd1')) ? databaseFiles(folder) : [];
  await migrate(folder, database);
  const file = databaseFiles(folder).find((each) => !before.includes(each));
  if (file === undefined) throw new Error(`no local database of ${database} in ${folder}`);
  return file;
}

async function generate(folder: string, size: Size): Promise<State['files']> {
  const files = { ours: await migratedFile(folder, 'ours'), plan: await migratedFile(folder, 'plan') };
  for (const database of ['ours', 'plan'] as const) {
    console.log(`generating ${database}: ${size.executions} executions, ${size.resultsEach} results each …`);
    fill(files[database], database, size, FACETS);
  }
  return files;
}

/** The two filled databases; made once for each schema and kept outside git. */
export async function preparedState(size: Size): Promise<State> {
  const cache = join(PROJECT_ROOT, 'bench', '.cache');
  const folder = join(cache, `query-${fingerprint(size)}`);
  const marker = join(folder, 'files.json');
  const inFolder = (files: State['files'], place: (file: string) => string): State['files'] => ({
    ours: place(files.ours),
    plan: place(files.plan),
  });
  if (existsSync(marker)) {
    // A later migration, of an index or of a table that holds nothing here, need not begin from nothing.
    await migrate(folder, 'ours');
    const names = JSON.parse(readFileSync(marker, 'utf8')) as State['files'];
    return { folder, files: inFolder(names, (name) => join(folder, name)) };
  }
  const stale = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith('query-')) : [];
  for (const name of stale) rmSync(join(cache, name), { recursive: true });
  mkdirSync(folder, { recursive: true });
  const files = await generate(folder, size);
  // Relative, so that the cache may be moved.
  writeFileSync(marker, JSON.stringify(inFolder(files, (file) => relative(folder, file))));
  return { folder, files };
}
