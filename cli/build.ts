import { Command } from 'commander';
import { buildDashboard } from './dashboard-build.ts';
import { runCommand } from './entry.ts';

const command = new Command('npm run build')
  .description('Builds dashboard/ into public/.')
  .action(() => buildDashboard());

await runCommand(() => command.parseAsync());
