import { migrateDatabase } from './database/migrate.ts';

/** Which local state a command works on; absent fields mean wrangler's own default. */
export interface LocalState {
  persistTo?: string | undefined;
  config?: string | undefined;
  env?: string | undefined;
}

/** Applies what is missing of schema/migrations to the local database. Throws SCHEMA_CONFLICT, WRANGLER_FAILED. */
export const applyLocalMigrations = (state: LocalState = {}): Promise<void> => migrateDatabase(state);

/** The same state as flags of wrangler. */
export function stateFlags({ persistTo, config, env }: LocalState): string[] {
  return [
    ...(persistTo === undefined ? [] : ['--persist-to', persistTo]),
    ...(config === undefined ? [] : ['--config', config]),
    ...(env === undefined ? [] : ['--env', env]),
  ];
}
