import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unstable_readConfig } from 'wrangler';
import * as z from 'zod';
import { CommandError } from '../entry.ts';
import { PROJECT_ROOT } from '../wrangler.ts';

const BINDING = 'PREDICT_JOBS_DB';

/** Which database: the local one of a state folder, or the deployed one. Absent fields mean wrangler's own default. */
export interface Target {
  remote?: boolean | undefined;
  persistTo?: string | undefined;
  config?: string | undefined;
  env?: string | undefined;
}

const Database = z.looseObject({ binding: z.string(), database_name: z.string(), database_id: z.string() });
const Config = z.object({ d1_databases: z.array(Database), account_id: z.string().optional() });

const configOf = ({ config }: Target): string => resolve(config ?? join(PROJECT_ROOT, 'wrangler.toml'));

/** The folder in which wrangler keeps the local state. */
export const stateFolder = (target: Target): string =>
  resolve(target.persistTo ?? join(dirname(configOf(target)), '.wrangler/state'));

function declared(target: Target) {
  const { d1_databases, account_id } = Config.parse(
    unstable_readConfig({ config: configOf(target), ...(target.env !== undefined && { env: target.env }) }),
  );
  const database = d1_databases.find(({ binding }) => binding === BINDING);
  if (!database) throw new CommandError('NO_DATABASE', `${configOf(target)} binds no D1 database as ${BINDING}.`);
  return { database, account_id };
}

/** Name and id of the database, as the configuration has them. Throws NO_DATABASE. */
export function databaseOf(target: Target): { name: string; id: string } {
  const { database } = declared(target);
  return { name: database.database_name, id: database.database_id };
}

/** Where it is, as flags that every command of wrangler takes. */
export const placeFlags = ({ remote, persistTo, env, config }: Target): string[] => [
  ...(persistTo === undefined || remote ? [] : ['--persist-to', persistTo]),
  ...(env === undefined ? [] : ['--env', env]),
  ...(config === undefined ? [] : ['--config', config]),
];

/** `wrangler d1 <command…>` for this database, as arguments. */
export const d1Command = (target: Target, ...command: readonly string[]): string[] => [
  'd1',
  ...command,
  BINDING,
  target.remote ? '--remote' : '--local',
  ...placeFlags(target),
];

/**
 * A folder with a configuration of this one database, removed after `work`: for what no flag can tell wrangler, which
 * is another folder of migrations (`migrations` in it) and, for an export, where the local state is.
 */
export async function inWorkspace<T>(target: Target, work: (folder: string, inside: Target) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-d1-'));
  try {
    const { database, account_id } = declared(target);
    const config = join(folder, 'wrangler.json');
    const d1_databases = [{ ...database, migrations_dir: 'migrations' }];
    writeFileSync(
      config,
      JSON.stringify({ name: 'jobledger', compatibility_date: '2026-10-30', account_id, d1_databases }),
    );
    if (!target.remote) linkState(folder, stateFolder(target));
    return await work(folder, { remote: target.remote, config });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function linkState(folder: string, state: string): void {
  mkdirSync(state, { recursive: true });
  mkdirSync(join(folder, '.wrangler'));
  symlinkSync(state, join(folder, '.wrangler/state'));
}
