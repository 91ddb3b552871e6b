import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDashboard } from '../dashboard-build.ts';
import { applyPlan, planFor } from '../database/migrate.ts';
import type { Target } from '../database/target.ts';
import { randomKey } from '../dev-vars.ts';
import { CommandError } from '../entry.ts';
import { requireBackup } from '../jobledger/migrate.ts';
import { BACKUPS } from '../jobledger/options.ts';
import { tryWrangler, wranglerInTerminal } from '../wrangler.ts';
import { COMMANDS, deployed } from './commands.ts';
import { type ProductionConfig, readProductionConfig, writeProductionConfig } from './config-file.ts';
import { ensureDatabase, ensureNamespace, ensureQueue, hasSecret } from './resources.ts';

const NAMESPACE_TITLE = 'jobledger-analysis';

interface Options {
  /** Path of wrangler.toml. */
  config: string;
  /** Name or id of an existing database to bind. */
  database?: string;
  /** Title or id of an existing namespace to bind. */
  kv?: string;
  /** Where backups are looked for. */
  backups?: string;
}

/** Deploys, step by step, each step safe to repeat. Throws NOT_LOGGED_IN, NOT_FOUND, WRANGLER_FAILED. */
export async function deploy(options: Options): Promise<void> {
  const { config, backups = BACKUPS } = options;
  if ((await tryWrangler(COMMANDS.whoAmI())).code !== 0) {
    throw new CommandError('NOT_LOGGED_IN', 'Log in first: npx wrangler login   (or set CLOUDFLARE_API_TOKEN).');
  }
  console.log('Resources');
  await bindResources(options, readProductionConfig(config));
  console.log('Migrations');
  await migrateDeployed(deployed(config), backups);
  console.log('Worker');
  await buildDashboard();
  if (await hasSecret('API_KEYS', config)) await wranglerInTerminal(COMMANDS.deploy(config));
  else await deployWithFirstKey(config);
}

/** Prints every command of a first deployment and bundles the Worker; needs neither account nor network. */
export async function dryRun({ config, database, kv }: Options): Promise<void> {
  const { database: declared, queues } = readProductionConfig(config);
  const absent = '   # unless it is there';
  const secrets = join(tmpdir(), '<random>', 'secrets.json');
  const lines = [
    shown(COMMANDS.whoAmI()),
    shown(COMMANDS.listDatabases()),
    ...(database === undefined ? [shown(COMMANDS.createDatabase(declared.name)) + absent] : []),
    shown(COMMANDS.listNamespaces()),
    ...(kv === undefined ? [shown(COMMANDS.createNamespace(NAMESPACE_TITLE)) + absent] : []),
    ...queues.flatMap((name) => [shown(COMMANDS.queueInfo(name)), shown(COMMANDS.createQueue(name)) + absent]),
    `# write both ids into [env.production] of ${config}`,
    shown(COMMANDS.probe(config)),
    shown(COMMANDS.readSchema(config)),
    `${shown(COMMANDS.migrate(config))}   # if something is pending; where rows are stored, after a backup only`,
    shown(COMMANDS.listSecrets(config)),
    `${shown(COMMANDS.deployWithSecrets(config, secrets))}   # the file sets a random API_KEYS unless there is one`,
  ];
  console.log(lines.join('\n'));
  console.log('\nBundling, without deploying:');
  await buildDashboard();
  await wranglerInTerminal(COMMANDS.bundle(config));
}

async function bindResources({ config, database, kv }: Options, declared: ProductionConfig): Promise<void> {
  const boundDatabase = await ensureDatabase({ ...declared.database, named: database });
  const boundNamespace = await ensureNamespace({ id: declared.namespaceId, name: NAMESPACE_TITLE, named: kv });
  for (const queue of declared.queues) await ensureQueue(queue);
  writeProductionConfig(config, { database: boundDatabase, namespaceId: boundNamespace.id });
}

/** What holds rows is migrated on a fresh backup only. Throws BACKUP_NEEDED, SCHEMA_CONFLICT, DATABASE_TOO_OLD. */
async function migrateDeployed(target: Target, backups: string): Promise<void> {
  const plan = await planFor(target);
  if (plan.pending.length > 0 && plan.schema.objects.length > 0) requireBackup(target, backups, ' --remote');
  await applyPlan(target, plan);
  console.log(`  ${plan.pending.length} applied`);
}

/** The first deployment brings its own admin key with it, so that the Worker is never open and never locked. */
async function deployWithFirstKey(config: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-deploy-'));
  const file = join(folder, 'secrets.json');
  const key = randomKey();
  try {
    writeFileSync(file, JSON.stringify({ API_KEYS: `admin:${key}` }), { mode: 0o600 });
    await wranglerInTerminal(COMMANDS.deployWithSecrets(config, file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`
The Worker's admin key, shown this once:

  ${key}

Keep it in a password store. Others, one line of scope:key pairs for all of them:
  npx wrangler secret put API_KEYS --env production`);
}

/** A call as one would type it into a shell. */
function shown(args: readonly string[]): string {
  const quoted = (arg: string): string => (/[\s'"]/.test(arg) ? `'${arg.replaceAll("'", `'\\''`)}'` : arg);
  return `wrangler ${args.map(quoted).join(' ')}`;
}
