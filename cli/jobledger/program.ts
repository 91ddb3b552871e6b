import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { backfill } from './backfill.ts';
import type { BackupOptions } from './backup.ts';
import type { CutoverOptions, RollbackOptions } from './cutover.ts';
import * as deadLetters from './dead-letters.ts';
import { EXIT_HELP } from './exit-codes.ts';
import { type FlagChange, getFlags, parseSetting, setFlags } from './flags.ts';
import * as jobs from './jobs.ts';
import type { MigrateOptions } from './migrate.ts';
import { everywhere, onApi, onDatabase, toCount } from './options.ts';
import type { RestoreOptions } from './restore.ts';
import { verify } from './verify.ts';

// Wrangler takes seconds to load: only the commands that work on the database itself load it.
const backup = async (options: BackupOptions) => (await import('./backup.ts')).backup(options);
const migrate = async (options: MigrateOptions) => (await import('./migrate.ts')).migrate(options);
const restore = async (path: string | undefined, options: RestoreOptions) =>
  (await import('./restore.ts')).restore(path, options);
const cutover = async (options: CutoverOptions) => (await import('./cutover.ts')).cutover(options);
const rollback = async (options: RollbackOptions) => (await import('./cutover.ts')).rollback(options);

/** Every command, on one screen. */
export function program(): Command {
  return new Command('jobledger')
    .description('Moves an installation from KV to D1, and looks after it. docs/runbook.md has the order of things.')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', EXIT_HELP)
    .addCommand(ofDatabase('backup', 'exports the database, with rows and digest of every table').action(backup))
    .addCommand(
      ofDatabase('migrate', 'applies the migrations to whatever is there, and proves that it is unchanged')
        .option('--without-backup', 'though no backup is younger than an hour')
        .option('--dry-run', 'say what would be applied; change nothing')
        .action(migrate),
    )
    .addCommand(
      ofDatabase('restore', 'puts a backup into an empty local database; --remote: goes back by Time Travel')
        .argument('[backup]', 'folder of the backup (default: the newest of this database)')
        .option('--timestamp <time>', 'with --remote: the minute to go back to (default: that of the newest backup)')
        .option('--yes', 'with --remote: do it')
        .action(restore),
    )
    .addCommand(
      ranged(ofApi('backfill', 'brings the results of KV into D1 through the queue'))
        .option('--dry-run', 'predict the outcome of every key; write nothing')
        .option('--watch', 'follow it to its end')
        .option('--id <id>', 'look at this backfill and start none')
        .action(backfill),
    )
    .addCommand(
      ranged(ofApi('verify', 'compares KV with D1 by content'))
        .option('--heal', 'send what D1 lacks through the queue')
        .action(verify),
    )
    .addCommand(flags())
    .addCommand(
      ofApi('cutover', "checks the plan's conditions, then ends the writes to KV")
        .option('--dry-run', 'check only')
        .option('--prefix <prefix...>', 'of the keys in KV that are counted', ['analysis_'])
        .option('--accept-skipped', 'values that cannot be read (verify lists them) were looked at')
        .action(cutover),
    )
    .addCommand(
      onApi(ofDatabase('rollback', 'back to KV at once: flags first, then says what to restore')).action(rollback),
    )
    .addCommand(deadLetterCommands())
    .addCommand(jobCommands());
}

function flags(): Command {
  return new Command('flags')
    .description('the emergency brake: d1_writes, d1_reads, kv_writes')
    .exitOverride()
    .addCommand(ofApi('get', 'which are on').action(getFlags), { isDefault: true })
    .addCommand(
      ofApi('set', 'for instance: set d1_reads=on kv_writes=off   (on, off, default)')
        .addArgument(new Argument('<flag=value...>').argParser(toSettings))
        .action(setFlags),
    );
}

function toSettings(text: string, before: FlagChange = {}): FlagChange {
  const setting = parseSetting(text);
  if (setting === null)
    throw new InvalidArgumentError('Like d1_reads=on: d1_writes, d1_reads, kv_writes; on, off, default.');
  return { ...before, ...setting };
}

function deadLetterCommands(): Command {
  return new Command('dead-letters')
    .description('what gave up, why, and another try')
    .exitOverride()
    .addCommand(
      ofApi('list', 'the latest first')
        .addOption(
          new Option('--status <status>').choices(['open', 'replayed', 'resolved', 'discarded']).default('open'),
        )
        .option('--limit <count>', 'how many at most, up to 200', toCount, 50)
        .action(deadLetters.list),
      { isDefault: true },
    )
    .addCommand(ofApi('show', 'one of them, whole').argument('<id>').action(deadLetters.show))
    .addCommand(
      ofApi('replay', 'sends them once more')
        .argument('[id...]')
        .option('--all', 'all open ones')
        .option('--edit <file>', 'send the event in this file (JSON) instead; for one id')
        .option('--dry-run', 'predict each outcome; send nothing')
        .action(deadLetters.replay),
    )
    .addCommand(
      ofApi('restore', 'opens a discarded or replayed one again')
        .argument('<id>')
        .option('--note <text>', 'why')
        .action(deadLetters.restore),
    )
    .addCommand(
      ofApi('discard', 'gives one up; it is kept')
        .argument('<id>')
        .option('--note <text>', 'why')
        .action(deadLetters.discard),
    );
}

function jobCommands(): Command {
  return new Command('jobs')
    .description('what ran')
    .exitOverride()
    .addCommand(
      ofApi('history', 'newest first')
        .option('--type <type>', 'of this job type')
        .addOption(new Option('--status <status>').choices(['success', 'partial', 'failed']))
        .option('--symbol <symbol>', 'with a result for this symbol')
        .option('--from <date>', 'first business date')
        .option('--to <date>', 'last business date')
        .option('--limit <count>', 'how many at most, up to 200', toCount, 20)
        .action(jobs.history),
      { isDefault: true },
    )
    .addCommand(ofApi('show', 'one job with its results').argument('<id>', 'id or execution key').action(jobs.show));
}

const ranged = (command: Command): Command =>
  command
    .option('--prefix <prefix>', 'of the keys in KV', 'analysis_')
    .option('--from <date>', 'first date, YYYY-MM-DD')
    .option('--to <date>', 'last date');

const named = (name: string, does: string): Command =>
  everywhere(new Command(name).description(does)).exitOverride().addHelpText('after', EXIT_HELP);

const ofDatabase = (name: string, does: string): Command => onDatabase(named(name, does));
const ofApi = (name: string, does: string): Command => onApi(named(name, does));
