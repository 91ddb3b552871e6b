import { newestBackup } from '../database/backup.ts';
import { CommandError } from '../entry.ts';
import { cutoverConditions, metricText, weekOfMetrics } from './conditions.ts';
import { EXIT } from './exit-codes.ts';
import { changeFlags, type FlagChange } from './flags.ts';
import { type ApiOptions, clientOf, type DatabaseOptions, outputOf, targetOf } from './options.ts';
import { answer, say, table } from './output.ts';
import { unreadTable } from './unread.ts';

export type CutoverOptions = ApiOptions & {
  json: boolean;
  dryRun?: boolean;
  prefix: string[];
  acceptSkipped?: boolean;
};
export type RollbackOptions = DatabaseOptions & ApiOptions & { json: boolean };

const D1_ONLY: FlagChange = { d1_writes: true, d1_reads: true, kv_writes: false };
const KV_ONLY: FlagChange = { d1_writes: false, d1_reads: false, kv_writes: true };

/** `jobledger cutover` */
export async function cutover(options: CutoverOptions): Promise<void> {
  const output = outputOf(options);
  const client = clientOf(options);
  const metrics = await weekOfMetrics(client);
  const { prefix: prefixes, acceptSkipped = false } = options;
  const { conditions, unread } = await cutoverConditions(client, metrics, { prefixes, acceptSkipped });
  const rows = conditions.map(({ name, holds, found }) => [holds ? 'holds' : 'FAILS', name, found]);
  // No condition of the plan's, but one of its triggers of a rollback.
  rows.push(['told', 'P95 of history queries, past 7 days', metricText(metrics, 'history_p95')]);
  say(output, table(['', 'Condition', 'Found'], rows));
  say(output, `Counted: the keys of KV that begin with ${prefixes.join(' or ')}; for others: --prefix.`);
  if (unread.length > 0) say(output, unreadTable(unread, unread.length));
  const failing = conditions.filter(({ holds }) => !holds);
  const flags = failing.length > 0 || options.dryRun ? null : (await changeFlags(client, D1_ONLY)).flags;
  answer(output, { conditions, metrics, prefixes, unreadable: unread, flags });
  if (failing.length > 0) {
    const remedies = failing.map(({ name, remedy }) => `  ${name}: ${remedy}`);
    throw new CommandError('NOT_READY', `Nothing was switched. First:\n${remedies.join('\n')}`, {
      exitCode: EXIT.wanting,
    });
  }
  if (flags)
    say(
      output,
      '\nKV is no longer written; D1 is written and read, with KV as the fallback. Back: npx jobledger rollback',
    );
  else say(output, '\nReady. Without --dry-run the flags are set.');
}

/** `jobledger rollback` */
export async function rollback(options: RollbackOptions): Promise<void> {
  const output = outputOf(options);
  const { flags } = await changeFlags(clientOf(options), KV_ONLY);
  const backup = newestBackup(targetOf(options), options.backups);
  answer(output, { flags, backup: backup?.folder ?? null });
  const remote = options.remote ? ' --remote' : '';
  say(
    output,
    `D1 is neither written nor read; KV is both. In force everywhere within a minute. Results go on arriving: they wait
in the outbox (35 days) and reach D1 when it is written again. What was stored while KV was not written stands in D1 only.

If D1 is well again, nothing needs to be restored:
  npx jobledger flags set d1_writes=on d1_reads=on${remote}
If its content is damaged, restore it first. ${backup ? `The newest backup is ${backup.folder}, of ${backup.manifest.created_at}.` : 'There is no backup of it here.'}
  ${options.remote ? 'npx jobledger restore --remote   (explains Time Travel)' : `npx jobledger restore ${backup?.folder ?? '<backup>'} --persist-to <new folder>`}`,
  );
}
