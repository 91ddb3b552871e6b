import { type Backup, newestBackup, readBackup } from '../database/backup.ts';
import { restoreLocally } from '../database/restore.ts';
import { d1Command } from '../database/target.ts';
import { CommandError } from '../entry.ts';
import { wranglerInTerminal } from '../wrangler.ts';
import { EXIT } from './exit-codes.ts';
import { type DatabaseOptions, outputOf, targetOf } from './options.ts';
import { answer, say, table } from './output.ts';

export type RestoreOptions = DatabaseOptions & { json: boolean; timestamp?: string; yes?: boolean };

/** `jobledger restore [backup]` */
export async function restore(path: string | undefined, options: RestoreOptions): Promise<void> {
  if (options.remote) return timeTravel(options);
  if (options.timestamp !== undefined || options.yes) {
    throw new CommandError('WHICH', '--timestamp and --yes are about the deployed database: write --remote as well.', {
      exitCode: EXIT.usage,
    });
  }
  const output = outputOf(options);
  const backup = found(path, options);
  say(output, `Restoring ${backup.folder} …`);
  const tables = await restoreLocally(targetOf(options), backup);
  const rows = tables.map((each) => [each.table, each.rows, each.same ? 'as backed up' : 'DIFFERENT']);
  say(output, table(['Table', 'Rows', 'By digest'], rows));
  answer(output, { folder: backup.folder, tables });
  if (tables.some(({ same }) => !same)) {
    throw new CommandError('RESTORE_DIFFERS', 'The restored database is not what was backed up.', {
      exitCode: EXIT.wanting,
    });
  }
}

/** The backup at a path, or the newest one of this database. */
function found(path: string | undefined, options: RestoreOptions): Backup {
  if (path !== undefined) return readBackup(path);
  const newest = newestBackup(targetOf(options), options.backups);
  if (newest) return readBackup(newest.folder);
  throw new CommandError('NO_BACKUP', `Name a backup: npx jobledger restore <folder> (see ${options.backups}).`, {
    exitCode: EXIT.usage,
  });
}

/** Production goes back in place, by Time Travel: no minute of the last 30 days is lost, and no export is imported. */
async function timeTravel(options: RestoreOptions): Promise<void> {
  const target = targetOf(options);
  const newest = newestBackup(target, options.backups)?.manifest.created_at;
  const { timestamp = newest, yes } = options;
  if (timestamp !== undefined) requireInstant(timestamp);
  const env = target.env ?? 'production';
  const command = `npx jobledger restore --remote --timestamp ${timestamp ?? '<time>'} --yes`;
  if (timestamp === undefined || !yes) {
    const text = `The deployed database is put back in place by Time Travel, as it was at any minute of the last 30 days.
All that was written since goes, so stop the writes first: npx jobledger rollback --remote
${newest === undefined ? 'No backup of it is here.' : `The newest backup here is of ${newest}.`} What there is to go back to:
  npx wrangler d1 time-travel info PREDICT_JOBS_DB --env ${env}
Then:
  ${command}`;
    throw new CommandError('NOT_CONFIRMED', text, { exitCode: EXIT.refused });
  }
  const [d1 = 'd1', ...flags] = d1Command({ config: target.config, env }).filter((word) => word !== '--local');
  await wranglerInTerminal([d1, 'time-travel', 'restore', ...flags, '--timestamp', timestamp]);
}

/** An ISO instant or Unix seconds, as Time Travel takes them. */
function requireInstant(text: string): void {
  if (/^\d{10}$/.test(text) || !Number.isNaN(Date.parse(text))) return;
  const message = `--timestamp ${text} is no instant: write it like 2026-01-08T12:00:00Z.`;
  throw new CommandError('NO_INSTANT', message, { exitCode: EXIT.usage });
}
