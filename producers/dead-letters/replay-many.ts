import type { DeadLetterSummary, ReplayResult } from '../../schema/api/dead-letters.ts';
import { bySize } from '../../src/domain/by-size.ts';
import { auditEntry } from '../../src/storage/audit-log.ts';
import { findDeadLetters } from '../../src/storage/dead-letter-queries.ts';
import {
  type Draft,
  draftOf,
  obstructedResult,
  predict,
  prepareReplay,
  type ReplayPorts,
  resultOf,
  type Sendable,
  sendReplays,
} from './replay.ts';

/** Bodies are read so many bytes at a time: an isolate has 128 MB for everything. */
const MAX_READ_BYTES = 8_000_000;

/** What an edited body is taken for: a list does not tell its size. */
const ASSUMED_EDIT_BYTES = 1_000_000;

const sizeOf = ({ body_bytes, edited }: DeadLetterSummary): number => body_bytes + (edited ? ASSUMED_EDIT_BYTES : 0);

async function* prepareAll({ db, kv }: ReplayPorts, letters: readonly DeadLetterSummary[]) {
  for (const group of bySize(letters, MAX_READ_BYTES, sizeOf)) {
    const whole = await findDeadLetters(
      db,
      kv,
      group.map(({ id }) => id),
    );
    yield await Promise.all(whole.map((letter) => prepareReplay(kv, letter, null)));
  }
}

/** Predicts what replaying these letters would do, in their order. Writes nothing. */
export async function predictMany(ports: ReplayPorts, letters: readonly DeadLetterSummary[]): Promise<ReplayResult[]> {
  const drafts: Draft[] = [];
  for await (const prepared of prepareAll(ports, letters)) drafts.push(...(await Promise.all(prepared.map(draftOf))));
  return predict(ports.db, drafts);
}

/** What is not even tried is a result as well; the message of an error stays inside. */
const notSent = ({ letter }: Sendable): ReplayResult =>
  resultOf(letter, 'skipped', { detail: 'Neither the outbox nor the queue took it; it is open again.' });

/** Who asked for a replay of what, for the audit log. */
export interface ReplayRequest {
  actor: string;
  selection: unknown;
}

/** Sends these letters once more, as far as they are open and would not die again. Results in their order. */
export async function replayMany(
  ports: ReplayPorts,
  letters: readonly DeadLetterSummary[],
  { actor, selection }: ReplayRequest,
): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  for await (const prepared of prepareAll(ports, letters)) {
    const sendables = prepared.filter((each) => each.ok);
    const audit = auditEntry({
      at: ports.now(),
      actor,
      action: 'dead-letters.replay',
      target: 'dead-letters',
      detail: { selection, ids: sendables.map(({ letter }) => letter.id) },
    });
    const settled = (await sendReplays(ports, sendables, audit)).values();
    for (const each of prepared) {
      if (!each.ok) {
        results.push(obstructedResult(each));
        continue;
      }
      const sent = settled.next().value;
      results.push(sent?.status === 'fulfilled' ? sent.value : notSent(each));
    }
  }
  return results;
}
