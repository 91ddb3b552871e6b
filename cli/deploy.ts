import { join } from 'node:path';
import { Command } from 'commander';
import { deploy, dryRun } from './deploy/deploy.ts';
import { runCommand } from './entry.ts';
import { PROJECT_ROOT } from './wrangler.ts';

interface Options {
  config: string;
  database?: string;
  kv?: string;
  dryRun?: boolean;
}

const command = new Command('npm run deploy --')
  .description(
    'Deploys to Cloudflare: finds or creates the database, the namespace and the queues, writes their ids into [env.production] of wrangler.toml, applies the migrations, sets an admin key if there is none, deploys. Safe to run again.',
  )
  .option('--database <name or id>', 'bind this existing D1 database instead of the one named in wrangler.toml')
  .option('--kv <title or id>', 'bind this existing KV namespace instead of jobledger-analysis')
  .option('--dry-run', 'print every command and bundle the Worker; touch nothing, need no network')
  .option('-c, --config <file>', 'wrangler configuration file', join(PROJECT_ROOT, 'wrangler.toml'))
  .action(async ({ dryRun: isDry, ...options }: Options) => (isDry ? dryRun(options) : deploy(options)));

await runCommand(() => command.parseAsync());
