import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unstable_splitSqlQuery } from 'wrangler';
import { PROJECT_ROOT } from '../wrangler.ts';

/** A numbered file of schema/migrations, statement by statement. */
export interface Migration {
  name: string;
  statements: string[];
}

/** The numbered migrations, in their order. */
export function readMigrations(folder = join(PROJECT_ROOT, 'schema/migrations')): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => ({
    name,
    statements: unstable_splitSqlQuery(readFileSync(join(folder, name), 'utf8')),
  }));
}
