import { setTimeout as sleep } from 'node:timers/promises';
import type { components, JobledgerClient } from '../../client/index.ts';
import { CommandError } from '../entry.ts';
import { ask } from './ask.ts';
import { EXIT } from './exit-codes.ts';
import { type ApiOptions, clientOf, outputOf } from './options.ts';
import { answer, type Output, progressBar, say, table } from './output.ts';
import { type Unread, unreadTable } from './unread.ts';

type Detail = components['schemas']['BackfillDetailAnswer'];

export type RangeOptions = { prefix: string; from?: string; to?: string };
type BackfillOptions = ApiOptions & RangeOptions & { json: boolean; dryRun?: boolean; watch?: boolean; id?: string };

const LOOK_EVERY_MS = 500;
const PAGE = 200;

/** `jobledger backfill` */
export async function backfill(options: BackfillOptions): Promise<void> {
  const output = outputOf(options);
  const client = clientOf(options);
  const id = options.id ?? (await start(client, options));
  const detail = options.watch ? await watch(client, id) : await look(client, id);
  const skipped = await skippedOf(client, detail);
  answer(output, { ...detail, skipped });
  show(output, detail, skipped);
}

/** The first page of what holds nothing that can be stored; the certificate has how many there are. */
async function skippedOf(client: JobledgerClient, { backfill, counts }: Detail): Promise<Unread[]> {
  if (counts.skipped === 0) return [];
  const params = { path: { id: backfill.id }, query: { outcome: 'skipped' as const, limit: PAGE } };
  const { keys } = await ask(client.GET('/api/v1/backfills/{id}/keys', { params }));
  return keys.map(({ key, reason }) => ({ key, reason }));
}

async function start(client: JobledgerClient, { prefix, from, to, dryRun = false }: BackfillOptions): Promise<string> {
  const body = { prefix, ...(from !== undefined && { from }), ...(to !== undefined && { to }), dry_run: dryRun };
  return (await ask(client.POST('/api/v1/backfills', { body }))).backfill.id;
}

const look = (client: JobledgerClient, id: string): Promise<Detail> =>
  ask(client.GET('/api/v1/backfills/{id}', { params: { path: { id } } }));

/** Follows a backfill to its end. Interrupting this does not interrupt the backfill. */
export async function watch(client: JobledgerClient, id: string): Promise<Detail> {
  const bar = progressBar('Backfill');
  try {
    for (;;) {
      const detail = await look(client, id);
      const { status, keys, note } = detail.backfill;
      bar.at(keys - detail.counts.pending, keys, note ?? status);
      if (status === 'finished' || status === 'cancelled') return detail;
      await sleep(LOOK_EVERY_MS);
    }
  } finally {
    bar.end();
  }
}

/** Throws CERTIFICATE_WANTING where the certificate does not add up or keys died. */
function show(output: Output, { backfill, counts }: Detail, skipped: readonly Unread[]): void {
  const { id, prefix, status, certificate, dry_run } = backfill;
  say(output, table(['Outcome', 'Keys'], Object.entries(certificate ?? counts)));
  if (skipped.length > 0) say(output, unreadTable(skipped, counts.skipped));
  if (certificate === null) {
    say(output, `\nBackfill ${id} is ${status}. Follow it: npx jobledger backfill --id ${id} --watch`);
    return;
  }
  if (!certificate.adds_up || certificate.dead > 0) {
    throw new CommandError(
      'CERTIFICATE_WANTING',
      certificate.adds_up
        ? `${certificate.dead} keys died on the way: npx jobledger dead-letters list`
        : `The certificate of backfill ${id} does not add up.`,
      { exitCode: EXIT.wanting },
    );
  }
  const did = dry_run ? 'It was a dry run: nothing was written.' : 'Every key has its outcome.';
  const left =
    certificate.skipped > 0 ? ` ${certificate.skipped} hold nothing that could be stored: look at each.` : '';
  say(
    output,
    `\nBackfill ${id}: ${certificate.enumerated} keys that begin with ${prefix}, the certificate adds up. ${did}${left}`,
  );
}
