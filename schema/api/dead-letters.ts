import * as z from 'zod';
import { BusinessDate, Json, Label } from '../primitives.ts';
import { Cursor, Limit, success } from './parameters.ts';

/** `replayed`: sent once more, and not back yet. `resolved`: stored after all. */
export const DEAD_LETTER_STATUSES = ['open', 'replayed', 'resolved', 'discarded'] as const;
export const DeadLetterStatus = z.enum(DEAD_LETTER_STATUSES);
export type DeadLetterStatus = z.infer<typeof DeadLetterStatus>;

/** Why a message gave up. Stable; shown, filtered and grouped by. */
export const DEAD_LETTER_REASONS = [
  'malformed',
  'unknown_type',
  'unsupported_version',
  'invalid_event',
  'row_too_large',
  'digest_mismatch',
  'payload_missing',
  'rejected_by_database',
  'retries_exhausted',
  'replay_cap',
] as const;
export const DeadLetterReason = z.enum(DEAD_LETTER_REASONS);
export type DeadLetterReason = z.infer<typeof DeadLetterReason>;

/** `json`: the body is its JSON text. `base64`: bytes. `description`: a rendering of a value that is neither. */
export const BodyEncoding = z.enum(['json', 'base64', 'description']);
export type BodyEncoding = z.infer<typeof BodyEncoding>;

/** What the event's own parser found: an RFC 6901 pointer into the body, and what is wrong there. */
export const DeadLetterError = z.object({ pointer: z.string(), detail: z.string() });

/** What happened to it, oldest first: `dead`, `replayed`, `not_sent`, `reopened`, `resolved`, `discarded`, `restored`. */
export const DeadLetterEvent = z.looseObject({ at: z.string(), action: z.string() }).catchall(Json);
export type DeadLetterEvent = z.infer<typeof DeadLetterEvent>;

/** A dead letter in a list. `body_bytes` are UTF-8 bytes of the original body's text. */
export const DeadLetterSummary = z.object({
  id: z.string(),
  status: DeadLetterStatus,
  reason: DeadLetterReason,
  detail: z.string(),
  cause: z.string(),
  event_type: z.string().nullable(),
  event_id: z.string().nullable(),
  execution_key: z.string().nullable(),
  job_type: z.string().nullable(),
  attempts: z.int(),
  replay_count: z.int(),
  body_encoding: BodyEncoding,
  body_bytes: z.int(),
  edited: z.boolean(),
  first_seen_at: z.string(),
  last_seen_at: z.string(),
  replayed_at: z.string().nullable(),
  resolved_at: z.string().nullable(),
});
export type DeadLetterSummary = z.infer<typeof DeadLetterSummary>;

/**
 * A dead letter whole. `body` is the original, as it came; null once a large one was resolved and its copy in KV
 * deleted. `edited_body` is the JSON text of the last edit, which a replay sends instead.
 */
export const DeadLetter = DeadLetterSummary.extend({
  errors: z.array(DeadLetterError),
  body: z.string().nullable(),
  edited_body: z.string().nullable(),
  history: z.array(DeadLetterEvent),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** An instant (2026-01-08T12:00:00Z), or a US Eastern date that stands for all of its day. */
const Moment = BusinessDate.or(
  z.iso.datetime({ offset: true, error: 'must be a date (2026-01-08) or an instant (2026-01-08T12:00:00Z)' }),
);

const Cause = z.string().min(1).max(256);

/** Query of GET /api/v1/dead-letters. `from` and `to` are inclusive and are about the last death. */
export const DeadLetterQuery = z.strictObject({
  status: DeadLetterStatus.optional(),
  reason: DeadLetterReason.optional(),
  type: Label.optional(),
  cause: Cause.optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  limit: Limit.optional(),
  cursor: Cursor.optional(),
  group_by: z.literal('cause', 'can only be cause').optional(),
});
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;

/** The latest death first. `next_cursor` is null on the last page. */
export const DeadLettersAnswer = z.object({
  success,
  count: z.int(),
  dead_letters: z.array(DeadLetterSummary),
  next_cursor: z.string().nullable(),
});
export type DeadLettersAnswer = z.infer<typeof DeadLettersAnswer>;

/** Dead letters of one cause. `sample_id` names one of them. */
export const DeadLetterGroup = z.object({
  cause: z.string(),
  reason: DeadLetterReason,
  count: z.int(),
  oldest_at: z.string(),
  newest_at: z.string(),
  sample_id: z.string(),
});
export type DeadLetterGroup = z.infer<typeof DeadLetterGroup>;

/** With `group_by=cause`: the largest groups first. `more`: there are further groups than `limit`. */
export const DeadLetterGroupsAnswer = z.object({
  success,
  count: z.int(),
  groups: z.array(DeadLetterGroup),
  more: z.boolean(),
});
export type DeadLetterGroupsAnswer = z.infer<typeof DeadLetterGroupsAnswer>;

/** GET /api/v1/dead-letters/:id, and what discard and restore answer. */
export const DeadLetterAnswer = z.object({ success, dead_letter: DeadLetter });
export type DeadLetterAnswer = z.infer<typeof DeadLetterAnswer>;

/** POST /api/v1/dead-letters/:id/replay. `edited_body` is a whole event; the original stays as it came. */
export const ReplayInput = z.strictObject({ dry_run: z.boolean().default(false), edited_body: Json.optional() });
export type ReplayInput = z.infer<typeof ReplayInput>;

/**
 * `would_…`, `noop`: what storing it now would do. `still_fails`: it would die again, for `detail`; it is not sent.
 * `sent`: on the queue. `kept`: in the outbox, which the reconciler sends. `skipped`: no longer open.
 */
export const REPLAY_OUTCOMES = [
  'would_insert',
  'would_update',
  'noop',
  'still_fails',
  'sent',
  'kept',
  'skipped',
] as const;
export const ReplayOutcome = z.enum(REPLAY_OUTCOMES);
export type ReplayOutcome = z.infer<typeof ReplayOutcome>;

export const ReplayResult = z.object({
  id: z.string(),
  outcome: ReplayOutcome,
  execution_key: z.string().nullable(),
  detail: z.string().nullable(),
  errors: z.array(DeadLetterError),
});
export type ReplayResult = z.infer<typeof ReplayResult>;

export const ReplayAnswer = z.object({ success, dry_run: z.boolean(), result: ReplayResult });
export type ReplayAnswer = z.infer<typeof ReplayAnswer>;

/** Which open dead letters; `{}` means all of them. */
export const ReplayFilter = z.strictObject({
  ids: z.array(z.string().min(1).max(128)).min(1).max(200).optional(),
  reason: DeadLetterReason.optional(),
  type: Label.optional(),
  cause: Cause.optional(),
  from: Moment.optional(),
  to: Moment.optional(),
});
export type ReplayFilter = z.infer<typeof ReplayFilter>;

/** POST /api/v1/dead-letters/replay: the latest death first, at most `limit` of them a call. */
export const BulkReplayInput = z.strictObject({
  filter: ReplayFilter,
  limit: z.int().min(1).max(200).default(100),
  cursor: Cursor.optional(),
  dry_run: z.boolean().default(false),
});
export type BulkReplayInput = z.infer<typeof BulkReplayInput>;

/** `remaining`: open ones of the selection that this call did not come to; `next_cursor` goes on there. */
export const BulkReplayAnswer = z.object({
  success,
  dry_run: z.boolean(),
  results: z.array(ReplayResult),
  remaining: z.int(),
  next_cursor: z.string().nullable(),
});
export type BulkReplayAnswer = z.infer<typeof BulkReplayAnswer>;

/** POST /api/v1/dead-letters/:id/discard and /restore. */
export const NoteInput = z.strictObject({ note: z.string().trim().min(1).max(1000).optional() });
export type NoteInput = z.infer<typeof NoteInput>;
