import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createClient, type JobledgerClient } from '../../client/index.ts';
import type { Target } from '../database/target.ts';
import { strongestKey } from '../dev-vars.ts';
import { CommandError } from '../entry.ts';
import { DEFAULT_PORT } from '../port.ts';
import { PROJECT_ROOT } from '../wrangler.ts';
import { fetchOrSayWhere } from './ask.ts';
import { EXIT } from './exit-codes.ts';
import type { Output } from './output.ts';

/** Where backups are kept; git ignores it. */
export const BACKUPS = join(PROJECT_ROOT, 'backups');

export interface PlaceOptions {
  local?: boolean;
  remote?: boolean;
}

export interface DatabaseOptions extends PlaceOptions {
  persistTo?: string;
  config?: string;
  env?: string;
  backups: string;
}

export interface ApiOptions extends PlaceOptions {
  url?: string;
  key?: string;
}

/** --local, --remote, --json: what every command takes. */
export const everywhere = (command: Command): Command =>
  command
    .addOption(new Option('--local', 'the local installation (default)').conflicts('remote'))
    .option('--remote', 'the deployed installation ([env.production])')
    .option('--json', 'print the answer as JSON on stdout', false);

/** For commands that work on the database itself, through wrangler. */
export const onDatabase = (command: Command): Command =>
  command
    .option('--persist-to <folder>', 'local state (default: .wrangler/state)')
    .option('-c, --config <file>', 'wrangler configuration file')
    .option('-e, --env <name>', 'wrangler environment (with --remote: production)')
    .option('--backups <folder>', 'where backups are kept', BACKUPS);

/** For commands that ask a running Jobledger. */
export const onApi = (command: Command): Command =>
  command
    .option(
      '--url <address>',
      `where Jobledger answers (default: JOBLEDGER_URL; local: http://localhost:${DEFAULT_PORT})`,
    )
    .option('--key <key>', 'its key (default: JOBLEDGER_KEY; local: the one in .dev.vars)');

/** The database that options name. */
export function targetOf({ remote = false, persistTo, config, env }: DatabaseOptions): Target {
  return {
    remote,
    env: env ?? (remote ? 'production' : undefined),
    ...(persistTo !== undefined && { persistTo: resolve(persistTo) }),
    ...(config !== undefined && { config: resolve(config) }),
  };
}

/** The flags that name a database, as they were given, for a command that is to be about the same one. */
export const givenFlags = ({ remote, persistTo, config, env, backups }: DatabaseOptions): string =>
  [
    remote ? '--remote' : '',
    persistTo === undefined ? '' : `--persist-to ${persistTo}`,
    config === undefined ? '' : `--config ${config}`,
    env === undefined ? '' : `--env ${env}`,
    backups === BACKUPS ? '' : `--backups ${backups}`,
  ]
    .filter((flag) => flag !== '')
    .map((flag) => ` ${flag}`)
    .join('');

/** An address in the environment must not turn what is meant for the local installation on the deployed one. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A client of the installation that options name. Throws NO_URL, NOT_LOCAL, NO_KEY. */
export function clientOf({ remote = false, url, key }: ApiOptions): JobledgerClient {
  const { JOBLEDGER_URL, JOBLEDGER_KEY } = process.env;
  const address = url ?? JOBLEDGER_URL ?? (remote ? undefined : `http://localhost:${DEFAULT_PORT}`);
  if (address === undefined) {
    throw new CommandError(
      'NO_URL',
      'Say where it is: --url https://jobledger.<subdomain>.workers.dev, or JOBLEDGER_URL.',
      {
        exitCode: EXIT.usage,
      },
    );
  }
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new CommandError('NO_URL', `${address} is no address, which begins with https:// or http://.`, {
      exitCode: EXIT.usage,
    });
  }
  if (!remote && !LOOPBACK.has(new URL(address).hostname)) {
    throw new CommandError('NOT_LOCAL', `${address} is not on this machine: add --remote, or name the local one.`, {
      exitCode: EXIT.usage,
    });
  }
  const own = (key ?? JOBLEDGER_KEY ?? (remote ? undefined : localKey()))?.trim();
  if (own !== undefined && !/^[\x21-\x7E]+$/.test(own)) {
    throw new CommandError('NO_KEY', 'That is no key: it has other characters than visible ASCII ones, or none.', {
      exitCode: EXIT.usage,
    });
  }
  if (own === undefined) {
    const where = remote ? 'JOBLEDGER_KEY' : 'JOBLEDGER_KEY; `npm start` writes one into .dev.vars';
    throw new CommandError('NO_KEY', `A key is needed: --key <key>, or ${where}.`, { exitCode: EXIT.usage });
  }
  return createClient({ url: address.replace(/\/+$/, ''), key: own, fetch: fetchOrSayWhere });
}

function localKey(): string | undefined {
  const file = join(PROJECT_ROOT, '.dev.vars');
  return existsSync(file) ? strongestKey(readFileSync(file, 'utf8'))?.key : undefined;
}

export const outputOf = ({ json }: { json: boolean }): Output => ({ json });

/** A whole number above zero. */
export function toCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Not a whole number above zero.');
  return count;
}
