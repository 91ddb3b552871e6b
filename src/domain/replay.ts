import type { DeadLetterReason, ReplayOutcome } from '../../schema/api/dead-letters.ts';
import type { ClaimCheckEvent, JobCompletedEvent } from '../../schema/event.ts';
import type { Outcome } from './merge.ts';
import { isClaimCheck, parseEventText } from './parse-event.ts';
import type { Issue } from './storable.ts';

/** What was replayed so often and died each time goes in circles: it is parked for a person to look at. */
export const MAX_REPLAYS = 10;

/** The reason of a death: after the last replay it is that there are no more. */
export const parkLoop = (replays: number, reason: DeadLetterReason, detail: string) =>
  replays < MAX_REPLAYS
    ? { reason, detail }
    : { reason: 'replay_cap' as const, detail: `after ${replays} replays, ${reason}: ${detail}` };

/** Why a replay would be in vain. Stable; the last part of a problem's type. */
export type ObstacleCode = 'needs-edit' | 'invalid-edit' | 'replay-cap' | 'row-too-large' | 'payload-missing';

export interface Obstacle {
  code: ObstacleCode;
  detail: string;
  errors: Issue[];
}

/** What a replay needs to know of a letter. */
export interface Replayable {
  id: string;
  replay_count: number;
  body: string | null;
  body_encoding: string;
  edited_body: string | null;
}

export type Readable =
  | { kind: 'event'; event: JobCompletedEvent }
  | { kind: 'claim-check'; check: ClaimCheckEvent }
  | { kind: 'obstacle'; obstacle: Obstacle };

const refuse = (code: ObstacleCode, detail: string, errors: Issue[] = []): Readable => ({
  kind: 'obstacle',
  obstacle: { code, detail, errors },
});

function readText(text: string, code: ObstacleCode, what: string): Readable {
  const parsed = parseEventText(text);
  if (!parsed.ok) return refuse(code, `${what} is no valid event (${parsed.reason}).`, parsed.issues);
  if (parsed.event.type === 'backfill.page') {
    return refuse(code, `${what} is a page of a backfill: resume the backfill instead.`);
  }
  if (isClaimCheck(parsed.event)) return { kind: 'claim-check', check: parsed.event };
  return { kind: 'event', event: parsed.event };
}

/** The event that a replay sends: what was edited now, else what was edited last, else the original as it came. */
export function readLetter(letter: Replayable, edit: string | null): Readable {
  if (letter.replay_count >= MAX_REPLAYS) {
    return refuse(
      'replay-cap',
      `It was replayed ${letter.replay_count} times already, and ${MAX_REPLAYS} are the most.`,
    );
  }
  if (edit !== null) return readText(edit, 'invalid-edit', 'The edited body');
  if (letter.edited_body !== null) return readText(letter.edited_body, 'needs-edit', 'The last edited body');
  if (letter.body === null) return refuse('needs-edit', 'The original is not kept any more: send an edited body.');
  if (letter.body_encoding !== 'json') return refuse('needs-edit', 'The original is not JSON: send an edited body.');
  return readText(letter.body, 'needs-edit', 'The original');
}

/** What the merge rule says, in the words of a prediction. */
export const predictionOf = (outcome: Outcome): ReplayOutcome =>
  outcome === 'inserted' ? 'would_insert' : outcome === 'updated' ? 'would_update' : 'noop';
