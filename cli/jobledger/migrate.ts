import { type Backup, newestBackup } from '../database/backup.ts';
import { compareDumps, type TableComparison } from '../database/compare.ts';
import { type Dump, dumpOf } from '../database/dump.ts';
import { applyPlan, type MigrationPlan, planFor } from '../database/migrate.ts';
import { readMigrations } from '../database/migration-files.ts';
import { liveTables } from '../database/rehearse.ts';
import type { Target } from '../database/target.ts';
import { CommandError } from '../entry.ts';
import { EXIT } from './exit-codes.ts';
import { type DatabaseOptions, givenFlags, outputOf, targetOf } from './options.ts';
import { answer, type Output, progressBar, say, table } from './output.ts';

const BACKUP_YOUNGER_THAN_MS = 3_600_000;

export type MigrateOptions = DatabaseOptions & { json: boolean; withoutBackup?: boolean; dryRun?: boolean };

/** `jobledger migrate` */
export async function migrate(options: MigrateOptions): Promise<void> {
  const output = outputOf(options);
  const target = targetOf(options);
  const plan = await planFor(target);
  say(output, planText(plan));
  if (options.dryRun) {
    answer(output, { pending: plan.pending.map(({ name, leftOut }) => ({ name, leftOut })) });
    return;
  }
  if (isDone(plan)) {
    answer(output, { pending: [], filled: 0, tables: [] });
    return;
  }
  const isEmpty = plan.schema.objects.length === 0;
  if (!options.withoutBackup && !isEmpty) requireBackup(target, options.backups, givenFlags(options));
  const before = isEmpty ? null : await dumpOf(target);
  try {
    const filled = await applied(target, plan);
    const tables = before ? await compared(target, before) : [];
    report(output, plan, filled, tables);
  } finally {
    before?.close();
  }
}

const isDone = ({ pending, schema }: MigrationPlan): boolean => pending.length === 0 && schema.undated === 0;

/** Throws BACKUP_NEEDED, whose commands have these flags, unless this database was backed up within the last hour. */
export function requireBackup(target: Target, backups: string, flags: string): Backup {
  const newest = newestBackup(target, backups);
  const age = newest ? Date.now() - Date.parse(newest.manifest.created_at) : Number.POSITIVE_INFINITY;
  if (newest && age < BACKUP_YOUNGER_THAN_MS) return newest;
  const found = newest ? `the newest is of ${newest.manifest.created_at}` : 'there is none';
  throw new CommandError(
    'BACKUP_NEEDED',
    `Nothing was changed: no backup of this database is younger than an hour; ${found}. First:\n  npx jobledger backup${flags}\nor, if you have one of your own: npx jobledger migrate${flags} --without-backup`,
    { exitCode: EXIT.refused },
  );
}

async function applied(target: Target, plan: MigrationPlan): Promise<number> {
  const bar = progressBar('Business dates');
  try {
    return await applyPlan(target, plan, bar.at);
  } finally {
    bar.end();
  }
}

async function compared(target: Target, before: Dump): Promise<TableComparison[]> {
  const after = await dumpOf(target);
  try {
    return compareDumps(before, after, liveTables(readMigrations()));
  } finally {
    after.close();
  }
}

function planText({ pending, schema }: MigrationPlan): string {
  if (pending.length === 0) {
    return schema.undated
      ? `${schema.undated} executions have no business date.`
      : 'The database has everything already.';
  }
  const lines = pending.map(
    ({ name, leftOut }) => `  ${name}${leftOut.length > 0 ? ` (there already: ${leftOut.join(', ')})` : ''}`,
  );
  return `To be applied:\n${lines.join('\n')}`;
}

/** Throws LEGACY_CHANGED. */
function report(output: Output, plan: MigrationPlan, filled: number, tables: readonly TableComparison[]): void {
  const rows = tables.map((each) => [
    each.table,
    each.rows,
    each.columns,
    each.unchanged ? 'unchanged' : 'CHANGED',
    each.added,
  ]);
  if (rows.length > 0) say(output, table(['Table', 'Rows', 'Columns', 'By digest', 'Rows since'], rows));
  answer(output, { pending: plan.pending.map(({ name, leftOut }) => ({ name, leftOut })), filled, tables });
  const changed = tables.filter(({ unchanged }) => !unchanged).map(({ table: name }) => name);
  if (changed.length > 0) {
    throw new CommandError(
      'LEGACY_CHANGED',
      `After the migration other content stands in ${changed.join(', ')}. If nobody else wrote there meanwhile, go back: npx jobledger rollback`,
      { exitCode: EXIT.wanting },
    );
  }
  say(
    output,
    `\nMigrated: ${plan.pending.length} files applied, ${filled} business dates filled; what was there is unchanged.`,
  );
}
