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
  migrate: (config: string) => ['d1', 'migrations', 'apply', 'PREDICT_JOBS_DB', '--remote', ...PRODUCTION(config)],
  listSecrets: (config: string) => ['secret', 'list', ...PRODUCTION(config)],
  deploy: (config: string) => ['deploy', ...PRODUCTION(config)],
  deployWithSecrets: (config: string, file: string) => ['deploy', ...PRODUCTION(config), '--secrets-file', file],
  bundle: (config: string) => ['deploy', ...PRODUCTION(config), '--dry-run', '--outdir', 'dist'],
};
