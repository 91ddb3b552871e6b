import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../../src/domain/attempt.ts';
import { wrangler } from '../wrangler.ts';
import { fillExecutionDates, type Progress } from './execution-dates.ts';
import { readMigrations } from './migration-files.ts';
import { type PlannedMigration, planMigrations } from './rehearse.ts';
import { requireJsonb } from './requirements.ts';
import { readSchema, type Schema } from './schema.ts';
import { d1Command, inWorkspace, type Target } from './target.ts';

export interface MigrationPlan {
  schema: Schema;
  pending: PlannedMigration[];
}

/** Looks at a database and plans what it needs; changes nothing. Throws SCHEMA_CONFLICT, DATABASE_TOO_OLD. */
export async function planFor(target: Target): Promise<MigrationPlan> {
  await requireJsonb(target);
  const schema = await readSchema(target);
  return { schema, pending: planMigrations(schema, readMigrations()) };
}

/**
 * Applies a plan, then fills `execution_date` where it is NULL. Safe to repeat after an interruption anywhere. Returns
 * how many dates were filled.
 */
export async function applyPlan(
  target: Target,
  { schema, pending }: MigrationPlan,
  onDates?: Progress,
): Promise<number> {
  await applyPending(target, pending);
  return mayHaveUndated(schema) ? fillExecutionDates(target, onDates) : 0;
}

/** Of two that migrate a database at once one fails at what the other has done; it goes on with what is left then. */
async function applyPending(target: Target, pending: readonly PlannedMigration[]): Promise<void> {
  if (pending.length === 0) return;
  try {
    if (pending.some(({ leftOut }) => leftOut.length > 0)) await applyPrepared(target, pending);
    else await wrangler(d1Command(target, 'migrations', 'apply'));
  } catch (error) {
    const left = await attempt(planFor(target));
    if (!left.ok || left.value.pending.length === pending.length) throw error;
    await applyPending(target, left.value.pending);
  }
}

/** Brings a database to where the numbered migrations end, whatever it holds. Throws SCHEMA_CONFLICT, WRANGLER_FAILED. */
export async function migrateDatabase(target: Target): Promise<void> {
  await applyPlan(target, await planFor(target));
}

/** Rows of before the migration have no date; without such a table there are none, and with the column it was counted. */
const mayHaveUndated = ({ objects, undated }: Schema): boolean =>
  undated === null ? objects.some(({ name }) => name === 'job_executions') : undated > 0;

/** Wrangler applies each file in one transaction with its line in the ledger, under its own name; this keeps both. */
function applyPrepared(target: Target, pending: readonly PlannedMigration[]): Promise<string> {
  return inWorkspace(target, (folder, inside) => {
    const migrations = join(folder, 'migrations');
    mkdirSync(migrations);
    for (const { name, statements, leftOut } of pending) {
      const notes = leftOut.map((what) => `-- there already: ${what}`);
      writeFileSync(join(migrations, name), [...notes, ...statements.map((sql) => `${sql};`), ''].join('\n'));
    }
    return wrangler(d1Command(inside, 'migrations', 'apply'));
  });
}
