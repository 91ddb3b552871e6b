import { Command } from 'commander';
import { runCommand } from './entry.ts';
import { DEFAULT_PORT } from './port.ts';
import { serve } from './serve.ts';
import { welcome } from './welcome.ts';

const command = new Command('npm start')
  .description(
    `Starts Jobledger on http://localhost:${DEFAULT_PORT}: writes .dev.vars with a random key if there is none, applies the migrations to the local database, serves until Ctrl-C.`,
  )
  .addHelpText('after', '\nAnother port, another state folder, other wrangler flags: npm run dev -- --help')
  .action(async () => {
    await serve({
      port: DEFAULT_PORT,
      state: {},
      flags: [],
      onReady: ({ url }, key) => console.log(welcome(url, key)),
    });
  });

await runCommand(() => command.parseAsync());
