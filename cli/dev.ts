import { Command, InvalidArgumentError, Option } from 'commander';
import { CommandError, runCommand } from './entry.ts';
import { DEFAULT_PORT } from './port.ts';
import { serve } from './serve.ts';
import { welcome } from './welcome.ts';

interface DevOptions {
  port: number;
  persistTo?: string;
  envFile?: string;
  config?: string;
  env?: string;
  remote?: boolean;
}

const command = new Command('npm run dev --')
  .description(
    'Like npm start, with the flags of `wrangler dev`: applies the migrations to the state it serves, then serves it.',
  )
  .option('--port <number>', 'port to listen on; 0 takes a free one', toPort, DEFAULT_PORT)
  .option('--persist-to <folder>', 'state to serve (default: .wrangler/state)')
  .option('--env-file <file>', 'variables and keys to use instead of .dev.vars')
  .option('-c, --config <file>', 'wrangler configuration file')
  .option('-e, --env <name>', 'wrangler environment')
  .addOption(new Option('-r, --remote').hideHelp())
  .allowUnknownOption()
  .allowExcessArguments()
  .usage('[options] [any other flag of wrangler dev]')
  .action(async ({ port, remote, envFile, ...state }: DevOptions, dev: Command) => {
    if (remote) throw new CommandError('REMOTE', 'npm run dev serves local state only; `npm run deploy` goes remote.');
    await serve({
      port,
      state,
      envFile,
      flags: dev.args,
      onStart: (text) => process.stdout.write(text),
      onReady: ({ url }, key) => console.log(welcome(url, key)),
    });
  });

function toPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('Not a port: 0 to 65535.');
  return port;
}

await runCommand(() => command.parseAsync());
