import { probeCommand } from '../database/requirements.ts';
import { schemaCommand } from '../database/schema.ts';
import { d1Command, type Target } from '../database/target.ts';

const PRODUCTION = (config: string) => ['--env', 'production', '--config', config];

/** Every wrangler command of a deployment, as its arguments. */
export const COMMANDS = {
  whoAmI: () => ['whoami', '--json'],
  listDatabases: () => ['d1', 'list', '--json'],
  createDatabase: (name: string) => ['d1', 'create', name],
  listNamespaces: () => ['kv', 'namespace', 'list'],
  createNamespace: (name: string) => ['kv', 'namespace', 'create', name],
  queueInfo: (name: string) => ['queues', 'info', name],
  createQueue: (name: string) => ['queues', 'create', name],
  probe: (config: string) => probeCommand(deployed(config)),
  readSchema: (config: string) => schemaCommand(deployed(config)),
  migrate: (config: string) => d1Command(deployed(config), 'migrations', 'apply'),
  listSecrets: (config: string) => ['secret', 'list', ...PRODUCTION(config)],
  deploy: (config: string) => ['deploy', ...PRODUCTION(config)],
  deployWithSecrets: (config: string, file: string) => ['deploy', ...PRODUCTION(config), '--secrets-file', file],
  bundle: (config: string) => ['deploy', ...PRODUCTION(config), '--dry-run', '--outdir', 'dist'],
};

/** The database of a deployment. */
export const deployed = (config: string): Target => ({ remote: true, env: 'production', config });
