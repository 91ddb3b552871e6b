import * as z from 'zod';
import { BackfillPageEvent, ClaimCheckEvent, JobCompletedEvent, type QueueEvent } from '../../schema/event.ts';
import { type Issue, pointerOf, storageIssue } from './storable.ts';

export type InvalidReason = 'malformed' | 'unknown_type' | 'unsupported_version' | 'invalid_event';

export type Parsed<T> = { ok: true; event: T } | { ok: false; reason: InvalidReason; issues: Issue[] };

/**
 * Compiled while the module loads, the one time the platform lets code be made. It takes a fifth of the plain schema's
 * time; what it refuses, the plain schema explains, and that takes over where no code may be made.
 */
const CompiledEvent = z.compile(JobCompletedEvent);

const issuesOf = (error: z.ZodError): Issue[] =>
  error.issues.map((issue) => ({ pointer: pointerOf(issue.path), detail: issue.message }));

function parseWith<T>(schema: z.ZodType<T>, body: unknown): Parsed<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, event: parsed.data };
  const unsupported = parsed.error.issues.some(
    (issue) => issue.code === 'custom' && issue.params?.['code'] === 'unsupported_version',
  );
  return { ok: false, reason: unsupported ? 'unsupported_version' : 'invalid_event', issues: issuesOf(parsed.error) };
}

const malformed = (issue: Issue): Parsed<never> => ({ ok: false, reason: 'malformed', issues: [issue] });

/**
 * A v8-encoded message may hold one list twice, and that one again, so that a hundred bytes unfold into more values
 * than can ever be counted. Without such tricks 128 KB hold half of this many lists and objects.
 */
const MAX_CONTAINERS_OF_A_MESSAGE = 100_000;

/** Whether an event stands for one whose data is in KV. */
export const isClaimCheck = (event: QueueEvent): event is ClaimCheckEvent =>
  event.type === 'job.completed' && 'dataref' in event;

/** Whether an event carries its data. */
export const isWhole = (event: QueueEvent): event is JobCompletedEvent =>
  event.type === 'job.completed' && !('dataref' in event);

/** Reads what came off the queue. Never throws; says what is wrong and where. */
export const parseMessage = (body: unknown): Parsed<QueueEvent> =>
  parseBody(body, storageIssue(body, MAX_CONTAINERS_OF_A_MESSAGE));

/** Reads what was JSON text. Never throws; says what is wrong and where. */
export const parseEvent = (body: unknown): Parsed<QueueEvent> => parseBody(body, storageIssue(body));

function parseBody(body: unknown, issue: Issue | null): Parsed<QueueEvent> {
  if (issue) return malformed(issue);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return malformed({ pointer: '', detail: 'is not a JSON object' });
  }
  const type: unknown = 'type' in body ? body.type : undefined;
  if (type === 'backfill.page') return parseWith(BackfillPageEvent, body);
  if (type === 'job.completed')
    return 'dataref' in body ? parseWith(ClaimCheckEvent, body) : parseWith(CompiledEvent, body);
  const seen = typeof type === 'string' ? JSON.stringify(type.slice(0, 64)) : typeof type;
  return { ok: false, reason: 'unknown_type', issues: [{ pointer: '/type', detail: `is not known: ${seen}` }] };
}

/** Reads the text of an outbox entry as the event it keeps. Never throws. */
export function parseEventText(text: string): Parsed<QueueEvent> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return malformed({ pointer: '', detail: 'is not JSON' });
  }
  return parseEvent(body);
}
