import { readFileSync, writeFileSync } from 'node:fs';
import { unstable_readConfig } from 'wrangler';
import * as z from 'zod';
import { CommandError } from '../entry.ts';

const Production = z.object({
  d1_databases: z.tuple([z.object({ database_name: z.string(), database_id: z.string() })]),
  kv_namespaces: z.tuple([z.object({ id: z.string() })]),
  queues: z.object({ consumers: z.array(z.object({ queue: z.string() })) }),
});

/** What [env.production] of wrangler.toml binds. */
export interface ProductionConfig {
  database: { name: string; id: string };
  namespaceId: string;
  queues: string[];
}

/** Reads [env.production]. Throws what wrangler or zod find wrong with it. */
export function readProductionConfig(path: string): ProductionConfig {
  const { d1_databases, kv_namespaces, queues } = Production.parse(
    unstable_readConfig({ config: path, env: 'production' }),
  );
  const [{ database_name: name, database_id: id }] = d1_databases;
  return {
    database: { name, id },
    namespaceId: kv_namespaces[0].id,
    queues: queues.consumers.map(({ queue }) => queue),
  };
}

/** Writes database and namespace into [env.production], comments untouched. Throws CONFIG_UNWRITABLE. */
export function writeProductionConfig(path: string, { database, namespaceId }: Omit<ProductionConfig, 'queues'>): void {
  const before = readFileSync(path, 'utf8');
  const named = replaceIn(before, 'd1_databases', 'database_name', database.name);
  const bound = replaceIn(named, 'd1_databases', 'database_id', database.id);
  const after = replaceIn(bound, 'kv_namespaces', 'id', namespaceId);
  if (after !== before) writeFileSync(path, after);
  const written = readProductionConfig(path);
  if (written.database.id !== database.id || written.namespaceId !== namespaceId) {
    throw new CommandError(
      'CONFIG_UNWRITABLE',
      `${path} could not be edited. Under [env.production] set by hand:\n  database_id = "${database.id}"\n  id = "${namespaceId}"   (of ANALYSIS_KV)\nthen run this again.`,
    );
  }
}

/** Sets one string of a production table; a text edit, since no TOML writer keeps the comments. */
function replaceIn(toml: string, table: string, field: string, value: string): string {
  const entry = new RegExp(
    `(\\[\\[env\\.production\\.${table}\\]\\](?:\\n(?!\\s*\\[).*)*?\\n\\s*${field}\\s*=\\s*)"[^"]*"`,
  );
  return toml.replace(entry, (_, before: string) => `${before}"${value}"`);
}
