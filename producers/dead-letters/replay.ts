import { ulid } from 'ulid';
import type { DeadLetter, ReplayResult } from '../../schema/api/dead-letters.ts';
import type { JobCompletedEvent } from '../../schema/event.ts';
import { contentHash } from '../../src/domain/content-hash.ts';
import { type Account, outcomesOver } from '../../src/domain/merge.ts';
import { MAX_REPLAYS, type Obstacle, predictionOf, readLetter } from '../../src/domain/replay.ts';
import type { AuditEntry } from '../../src/storage/audit-log.ts';
import { redeem } from '../../src/storage/claim-check.ts';
import { claimReplays, releaseReplay } from '../../src/storage/dead-letter-status.ts';
import { storedVersions } from '../../src/storage/executions.ts';
import { assertStorable, RowTooLarge } from '../../src/storage/row-limits.ts';
import { type PublishPorts, publishJobCompleted } from '../publish.ts';

export interface ReplayPorts extends PublishPorts {
  db: D1Database;
  /** Epoch ms. */
  now: () => number;
}

/** A letter with the event that a replay of it sends; `edit` is its JSON text where it is one. */
export interface Sendable {
  ok: true;
  letter: DeadLetter;
  event: JobCompletedEvent;
  edit: string | null;
}

/** A letter that would die again. */
export interface Obstructed {
  ok: false;
  letter: DeadLetter;
  obstacle: Obstacle;
}

type Read = { ok: true; event: JobCompletedEvent } | { ok: false; obstacle: Obstacle };

async function readWhole(kv: KVNamespace, letter: DeadLetter, edit: string | null): Promise<Read> {
  const read = readLetter(letter, edit);
  if (read.kind === 'obstacle') return { ok: false, obstacle: read.obstacle };
  if (read.kind === 'event') return { ok: true, event: read.event };
  const redeemed = await redeem(kv, read.check);
  if (redeemed.kind === 'event') return { ok: true, event: redeemed.event };
  const missing = { detail: `${read.check.dataref} is not to be found`, errors: [] };
  const { detail, errors } = redeemed.kind === 'missing' ? missing : redeemed;
  return { ok: false, obstacle: { code: 'payload-missing', detail: `${detail}: send an edited body.`, errors } };
}

/** Reads what a replay would send, by the consumer's own validator and row limits. `edit` is JSON text. */
export async function prepareReplay(
  kv: KVNamespace,
  letter: DeadLetter,
  edit: string | null,
): Promise<Sendable | Obstructed> {
  const read = await readWhole(kv, letter, edit);
  if (!read.ok) return { ok: false, letter, obstacle: read.obstacle };
  try {
    assertStorable(read.event.data);
    return { ok: true, letter, event: read.event, edit };
  } catch (error) {
    if (!(error instanceof RowTooLarge)) throw error;
    const errors = [{ pointer: `/data${error.pointer}`, detail: error.message }];
    return { ok: false, letter, obstacle: { code: 'row-too-large', detail: error.message, errors } };
  }
}

type Outcome = ReplayResult['outcome'];

/** A result for a letter, whose other members `change` may say. */
export const resultOf = (letter: DeadLetter, outcome: Outcome, change: Partial<ReplayResult> = {}): ReplayResult => ({
  id: letter.id,
  outcome,
  execution_key: letter.execution_key,
  detail: null,
  errors: [],
  ...change,
});

export const obstructedResult = ({ letter, obstacle }: Obstructed): ReplayResult =>
  resultOf(letter, 'still_fails', { detail: obstacle.detail, errors: obstacle.errors });

/** A result to come, with all that the merge rule asks for: many can be held where their events could not. */
export interface Draft {
  result: ReplayResult;
  account: Account | null;
}

export async function draftOf(prepared: Sendable | Obstructed): Promise<Draft> {
  if (!prepared.ok) return { result: obstructedResult(prepared), account: null };
  const { subject, data } = prepared.event;
  const account = { key: subject, revision: data.execution.revision, content_hash: await contentHash(data) };
  return { result: resultOf(prepared.letter, 'noop', { execution_key: subject }), account };
}

/** Predicts what replaying these one after the other would do to what D1 holds now, by the merge rule itself. */
export async function predict(db: D1Database, drafts: readonly Draft[]): Promise<ReplayResult[]> {
  const accounts = drafts.flatMap(({ account }) => account ?? []);
  const stored = await storedVersions(
    db,
    accounts.map(({ key }) => key),
  );
  const outcomes = outcomesOver(accounts, stored).values();
  return drafts.map(({ result, account }) =>
    account ? { ...result, outcome: predictionOf(outcomes.next().value ?? 'noop') } : result,
  );
}

/**
 * The event once more, on a journey of its own: with a new id, so that its outbox entry is its own, and with the
 * record it belongs to, which the consumer resolves in the transaction that stores it.
 */
const again = (event: JobCompletedEvent, letter: DeadLetter, replaycount: number, now: number): JobCompletedEvent => ({
  ...event,
  id: ulid(now),
  replaycount,
  deadletterid: letter.id,
});

async function send(ports: ReplayPorts, { letter, event }: Sendable, count: number): Promise<ReplayResult> {
  try {
    const { sent } = await publishJobCompleted(ports, again(event, letter, count, ports.now()));
    return resultOf(letter, sent ? 'sent' : 'kept', { execution_key: event.subject });
  } catch (error) {
    await releaseReplay(ports.db, letter.id, count, new Date(ports.now()).toISOString());
    throw error;
  }
}

/**
 * Sends prepared letters once more, each only if it is still open: of two replays at once one sends. An edit is kept
 * for a letter that comes alone. Rejected is what neither the outbox nor the queue took; it is open again.
 */
export async function sendReplays(
  ports: ReplayPorts,
  sendables: readonly Sendable[],
  audit: AuditEntry,
): Promise<PromiseSettledResult<ReplayResult>[]> {
  if (sendables.length === 0) return [];
  const edit = sendables.length === 1 ? (sendables[0]?.edit ?? null) : null;
  const ids = sendables.map(({ letter }) => letter.id);
  const claimed = await claimReplays(ports.db, ports.kv, { ids, edit, maxReplays: MAX_REPLAYS, audit });
  return Promise.allSettled(
    sendables.map(async (each) => {
      const count = claimed.get(each.letter.id);
      if (count === undefined) return resultOf(each.letter, 'skipped', { detail: 'It is not open any more.' });
      return send(ports, each, count);
    }),
  );
}
