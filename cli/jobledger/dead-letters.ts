import { readFileSync } from 'node:fs';
import type * as z from 'zod';
import type { components } from '../../client/index.ts';
import { Json } from '../../schema/primitives.ts';
import { CommandError } from '../entry.ts';
import { ask } from './ask.ts';
import { EXIT } from './exit-codes.ts';
import { type ApiOptions, clientOf, outputOf } from './options.ts';
import { answer, say, table } from './output.ts';

type Summary = components['schemas']['DeadLetterSummary'];
type Result = components['schemas']['ReplayResult'];
type Common = ApiOptions & { json: boolean };
type ListOptions = Common & { status: Summary['status']; limit: number };
type ReplayOptions = Common & { all?: boolean; dryRun?: boolean; edit?: string };

/** `jobledger dead-letters list` */
export async function list(options: ListOptions): Promise<void> {
  const output = outputOf(options);
  const query = { status: options.status, limit: options.limit };
  const body = await ask(clientOf(options).GET('/api/v1/dead-letters', { params: { query } }));
  answer(output, body);
  const letters = 'dead_letters' in body ? body.dead_letters : [];
  const rows = letters.map(({ id, reason, job_type, last_seen_at, detail }) => [
    id,
    reason,
    job_type,
    last_seen_at,
    detail,
  ]);
  say(output, rows.length > 0 ? table(['Id', 'Reason', 'Job', 'Died', 'Why'], rows) : `None is ${options.status}.`);
}

/** `jobledger dead-letters show <id>` */
export async function show(id: string, options: Common): Promise<void> {
  const output = outputOf(options);
  const body = await ask(clientOf(options).GET('/api/v1/dead-letters/{id}', { params: { path: { id } } }));
  answer(output, body);
  say(output, table(['Field', 'Value'], Object.entries(body.dead_letter)));
}

/** `jobledger dead-letters replay <id…>`, `--all`, or one with `--edit <file>` */
export async function replay(ids: readonly string[], options: ReplayOptions): Promise<void> {
  if ((ids.length === 0) === (options.all !== true)) {
    throw new CommandError('WHICH', 'Name dead letters by their ids, or all open ones with --all.', {
      exitCode: EXIT.usage,
    });
  }
  const output = outputOf(options);
  const results =
    options.edit === undefined
      ? await replayed(options, options.all ? {} : { ids: [...ids] })
      : [await replayedEdited(ids, options.edit, options)];
  answer(output, { results });
  const rows = results.map(({ id, outcome, detail }) => [id, outcome, detail]);
  if (rows.length > 0) say(output, table(['Id', 'Outcome', 'Why'], rows));
  else if (options.all) say(output, 'None is open.');
  refuseUnknown(ids, results);
  const failing = results.filter(({ outcome }) => outcome === 'still_fails').length;
  if (failing > 0) {
    throw new CommandError('STILL_FAIL', `${failing} would die again.`, { exitCode: EXIT.wanting });
  }
}

/** A selection finds open ones alone. Throws NOT_OPEN for ids that it did not find. */
function refuseUnknown(ids: readonly string[], results: readonly Result[]): void {
  const found = new Set(results.map(({ id }) => id));
  const others = ids.filter((id) => !found.has(id));
  if (others.length === 0) return;
  throw new CommandError('NOT_OPEN', `No open dead letter has the id ${others.join(', ')}.`, {
    exitCode: EXIT.wanting,
  });
}

async function replayed(options: ReplayOptions, filter: { ids?: string[] }): Promise<Result[]> {
  const client = clientOf(options);
  const results: Result[] = [];
  let cursor: string | null = null;
  do {
    const body = { filter, dry_run: options.dryRun ?? false, limit: 200, ...(cursor !== null && { cursor }) };
    const page: components['schemas']['BulkReplayAnswer'] = await ask(
      client.POST('/api/v1/dead-letters/replay', { body, params: {} }),
    );
    results.push(...page.results);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return results;
}

/** Sends what a file holds, a whole event, in the place of what died. */
async function replayedEdited(ids: readonly string[], file: string, options: ReplayOptions): Promise<Result> {
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0) {
    throw new CommandError('WHICH', '--edit is about one dead letter: name its id.', { exitCode: EXIT.usage });
  }
  const body = { dry_run: options.dryRun ?? false, edited_body: eventIn(file) };
  const call = clientOf(options).POST('/api/v1/dead-letters/{id}/replay', { params: { path: { id } }, body });
  return (await ask(call)).result;
}

function eventIn(file: string): z.infer<typeof Json> {
  const text = textOf(file);
  try {
    return Json.parse(JSON.parse(text));
  } catch (cause) {
    throw new CommandError('NO_JSON', `${file} is not JSON, as an event is.`, { cause, exitCode: EXIT.usage });
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new CommandError('NO_FILE', `${file} cannot be read: ${cause instanceof Error ? cause.message : ''}`, {
      cause,
      exitCode: EXIT.usage,
    });
  }
}

/** `jobledger dead-letters restore <id>` */
export async function restore(id: string, options: Common & { note?: string }): Promise<void> {
  const output = outputOf(options);
  const body = options.note === undefined ? {} : { note: options.note };
  const call = clientOf(options).POST('/api/v1/dead-letters/{id}/restore', { params: { path: { id } }, body });
  answer(output, await ask(call));
  say(output, `${id} is open again.`);
}

/** `jobledger dead-letters discard <id>` */
export async function discard(id: string, options: Common & { note?: string }): Promise<void> {
  const output = outputOf(options);
  const body = options.note === undefined ? {} : { note: options.note };
  const call = clientOf(options).POST('/api/v1/dead-letters/{id}/discard', { params: { path: { id } }, body });
  answer(output, await ask(call));
  say(output, `${id} is discarded, and kept.`);
}
