import { type Backup, backUp } from '../database/backup.ts';
import { type DatabaseOptions, outputOf, targetOf } from './options.ts';
import { answer, say, table } from './output.ts';

export type BackupOptions = DatabaseOptions & { json: boolean };

/** `jobledger backup` */
export async function backup(options: BackupOptions): Promise<void> {
  const output = outputOf(options);
  say(output, 'Exporting …');
  const { folder, manifest } = await backUp(targetOf(options), options.backups, new Date());
  say(output, contents(manifest));
  say(
    output,
    `\n${manifest.database} (${manifest.where}) is backed up in ${folder}: ${manifest.dump.bytes} bytes, read back.`,
  );
  answer(output, { folder, ...manifest });
}

/** What a backup holds, table by table. */
export const contents = ({ tables }: Backup['manifest']): string =>
  table(
    ['Table', 'Rows', 'SHA-256 of its content'],
    tables.map(({ table: name, rows, sha256 }) => [name, rows, sha256]),
  );
