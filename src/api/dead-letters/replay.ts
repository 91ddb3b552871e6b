import {
  draftOf,
  type Obstructed,
  predict,
  prepareReplay,
  type ReplayPorts,
  type Sendable,
  sendReplays,
} from '../../../producers/dead-letters/replay.ts';
import { predictMany, replayMany } from '../../../producers/dead-letters/replay-many.ts';
import {
  type BulkReplayAnswer,
  BulkReplayInput,
  type ReplayAnswer,
  ReplayInput,
  type ReplayResult,
} from '../../../schema/api/dead-letters.ts';
import type { ObstacleCode } from '../../domain/replay.ts';
import { countDeadLetters, listDeadLetters } from '../../storage/dead-letter-queries.ts';
import { actorName, auditOf } from '../audit.ts';
import type { ApiContext, Handler } from '../context.ts';
import { type Answer, once } from '../idempotency.ts';
import { NoQuery, parseBody, parseQuery } from '../input.ts';
import { decodeCursor, encodeCursor } from '../paging.ts';
import { Problem } from '../problem.ts';
import { publishPorts } from '../producer-ports.ts';
import { limitRate } from '../rate-limit.ts';
import { assertWritesOn } from '../writing-ports.ts';
import { Place, placeOf } from './list.ts';
import { assertInOrder, firstInstant, lastInstant } from './moments.ts';
import { letterOf, wrongStatus } from './one.ts';

/** An edited body is a whole event; large ones are kept in KV. */
const MAX_EDIT_BYTES = 5_000_000;
const MAX_FILTER_BYTES = 64_000;

async function replayPorts({ env, config, flags, now }: ApiContext): Promise<ReplayPorts> {
  return { ...publishPorts(env, config, await flags()), db: env.PREDICT_JOBS_DB, now };
}

const STATUS: Record<ObstacleCode, number> = {
  'needs-edit': 409,
  'invalid-edit': 422,
  'replay-cap': 409,
  'row-too-large': 409,
  'payload-missing': 409,
};

/** Pointers of an edited body are into the request, where it stands under `edited_body`. */
function refusal({ obstacle: { code, detail, errors } }: Obstructed, edited: boolean): Problem {
  const status = code === 'row-too-large' && edited ? 413 : STATUS[code];
  const pointers = errors.map((each) => (edited ? { ...each, pointer: `/edited_body${each.pointer}` } : each));
  return new Problem(status, code, 'It would die again', detail, pointers);
}

async function sendOne(context: ApiContext, ports: ReplayPorts, prepared: Sendable): Promise<ReplayResult> {
  const { letter, edit } = prepared;
  const detail = { replay: letter.replay_count + 1, edited: edit !== null };
  const audit = auditOf(context, 'dead-letters.replay', letter.id, detail);
  const [sent] = await sendReplays(ports, [prepared], audit);
  if (sent?.status === 'rejected') throw sent.reason;
  if (!sent || sent.value.outcome === 'skipped') {
    throw new Problem(409, 'wrong-status', 'Not possible in this status', 'Another replay of it was faster.');
  }
  return sent.value;
}

const accepted = (body: ReplayAnswer | BulkReplayAnswer): Answer => ({ status: 202, body });

/** POST /api/v1/dead-letters/:id/replay */
export const replayDead: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const input = await parseBody(ReplayInput, request, MAX_EDIT_BYTES);
  const edit = input.edited_body === undefined ? null : JSON.stringify(input.edited_body);
  const ports = await replayPorts(context);
  if (input.dry_run) {
    const [result] = await predict(ports.db, [
      await draftOf(await prepareReplay(ports.kv, await letterOf(request, context), edit)),
    ]);
    return Response.json({ success: true, dry_run: true, result }, { headers: { 'cache-control': 'no-store' } });
  }
  await limitRate(context.env.RATE_LIMIT, `replay:${actorName(context)}`);
  await assertWritesOn(context);
  return once(request, context, input, async () => {
    const letter = await letterOf(request, context);
    if (letter.status !== 'open') throw wrongStatus(letter, 'open');
    const prepared = await prepareReplay(ports.kv, letter, edit);
    if (!prepared.ok) throw refusal(prepared, edit !== null);
    return accepted({ success: true, dry_run: false, result: await sendOne(context, ports, prepared) });
  });
};

async function replayPage(context: ApiContext, ports: ReplayPorts, input: BulkReplayInput): Promise<BulkReplayAnswer> {
  const { filter, limit, cursor, dry_run } = input;
  const selection = { ...filter, status: 'open', from: firstInstant(filter.from), to: lastInstant(filter.to) };
  const bound = { route: 'dead-letters/replay', filter };
  const after = await decodeCursor(bound, Place, cursor);
  const page = await listDeadLetters(ports.db, selection, limit, after);
  const last = page.at(-1);
  const results = dry_run
    ? await predictMany(ports, page)
    : await replayMany(ports, page, { actor: actorName(context), selection: filter });
  const remaining = last ? await countDeadLetters(ports.db, selection, placeOf(last)) : 0;
  const next_cursor = last && remaining > 0 ? await encodeCursor(bound, placeOf(last)) : null;
  return { success: true, dry_run, results, remaining, next_cursor };
}

/** POST /api/v1/dead-letters/replay: a bounded number of what a filter selects. */
export const replayManyDead: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const input = await parseBody(BulkReplayInput, request, MAX_FILTER_BYTES);
  assertInOrder(input.filter);
  const ports = await replayPorts(context);
  if (input.dry_run) {
    return Response.json(await replayPage(context, ports, input), { headers: { 'cache-control': 'no-store' } });
  }
  await limitRate(context.env.RATE_LIMIT, `replay:${actorName(context)}`);
  await assertWritesOn(context);
  return once(request, context, input, async () => accepted(await replayPage(context, ports, input)));
};
