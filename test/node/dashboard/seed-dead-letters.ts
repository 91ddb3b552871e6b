import type { DeadLetterReason } from '../../../schema/api/dead-letters.ts';
import type { JobCompletedEvent } from '../../../schema/event.ts';
import { causeOf } from '../../../src/domain/dead-letter.ts';
import { parseEvent } from '../../../src/domain/parse-event.ts';
import type { Issue } from '../../../src/domain/storable.ts';
import { anEvent, aResult, someData } from '../../fixtures/events.ts';
import { inserts, type Value } from './seed.ts';

const COLUMNS = [
  'id',
  'status',
  'reason',
  'detail',
  'errors',
  'cause',
  'event_type',
  'event_id',
  'execution_key',
  'job_type',
  'attempts',
  'replay_count',
  'body',
  'body_encoding',
  'body_bytes',
  'history',
  'first_seen_at',
  'last_seen_at',
];

interface Death {
  id: string;
  event: JobCompletedEvent | null;
  body: string;
  reason: DeadLetterReason;
  detail: string;
  errors: Issue[];
  /** Epoch ms. */
  at: number;
}

function row({ id, event, body, reason, detail, errors, at }: Death): Value[] {
  const died = new Date(at).toISOString();
  const history = JSON.stringify([{ at: died, action: 'dead', reason, detail }]);
  const cause = causeOf({ reason, detail, errors });
  const names = event ? [event.type, event.id, event.subject, event.data.execution.job_type] : [null, null, null, null];
  const [attempts, replays] = [reason === 'retries_exhausted' ? 13 : 1, 0];
  return [
    ...[id, 'open', reason, detail, JSON.stringify(errors), cause, ...names, attempts, replays, body],
    ...['json', body.length, history, died, died],
  ];
}

const eventOf = (name: string, at: number): JobCompletedEvent =>
  anEvent(someData(`dead-${name}`, [aResult('AAPL'), aResult('TSLA')], { revision: at }), at);

/** An event that the database refused for too long: nothing is wrong with it. */
function exhausted(name: string, at: number): Death {
  const event = eventOf(name, at);
  const detail = 'D1_ERROR: Network connection lost.';
  return { id: event.id, event, body: JSON.stringify(event), reason: 'retries_exhausted', detail, errors: [], at };
}

/** An event with a confidence of 8.7, which only an edit can mend. */
function invalid(name: string, at: number): Death {
  const event = eventOf(name, at);
  const body = JSON.stringify(event).replace('"confidence":0.85', '"confidence":8.7');
  const parsed = parseEvent(JSON.parse(body));
  const errors = parsed.ok ? [] : parsed.issues;
  const detail = 'the event does not fit its schema';
  return { id: event.id, event, body, reason: 'invalid_event', detail, errors, at };
}

function malformed(name: string, at: number): Death {
  const detail = 'the body is no CloudEvent';
  const body = JSON.stringify({ hello: name });
  return { id: `sha256-${name}`, event: null, body, reason: 'malformed', detail, errors: [], at };
}

/** SQL for dead letters of three causes: `many` that a replay mends, three that need an edit, two that are no events. */
export function deadLettersSql(now: number, many = 12): string {
  const minutes = (count: number): number => now - count * 60_000;
  const deaths = [
    ...Array.from({ length: many }, (_, place) => exhausted(`lost-${place}`, minutes(5 + place))),
    ...['a', 'b', 'c'].map((name, place) => invalid(name, minutes(60 + place))),
    ...['one', 'two'].map((name, place) => malformed(name, minutes(120 + place))),
  ];
  return inserts('dead_letters', COLUMNS, deaths.map(row)).join('\n');
}
