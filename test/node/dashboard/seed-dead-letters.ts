import { ulid } from 'ulid';
import type { DeadLetterReason } from '../../../schema/api/dead-letters.ts';
import { causeOf } from '../../../src/domain/dead-letter.ts';
import { parseEvent } from '../../../src/domain/parse-event.ts';
import type { Issue } from '../../../src/domain/storable.ts';
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

/** The members of an event that the letters are made of. */
interface Event {
  id: string;
  type: string;
  subject: string;
  data: { execution: { job_type: string } };
}

interface Death {
  id: string;
  event: Event | null;
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

const resultOf = (symbol: string) => ({
  result_type: 'analysis_detail',
  symbol,
  sentiment: 'bullish',
  confidence: 0.85,
  direction: 'buy',
  reasoning: 'Strong earnings beat with positive guidance',
  signals: [{ type: 'momentum', strength: 0.8 }],
  news_count: 12,
  error: null,
  report_content: null,
  html_snapshot: null,
});

/** A whole event of a run that completed at `at`. */
function eventOf(name: string, at: number) {
  const execution = {
    execution_key: `dead-${name}`,
    job_type: 'analysis',
    report_type: null,
    status: 'success',
    execution_date: '2026-01-08',
    executed_at: new Date(at - 45_000).toISOString(),
    revision: at,
    execution_time_ms: 45_000,
    symbols_processed: 2,
    symbols_successful: 2,
    symbols_fallback: 0,
    symbols_failed: 0,
    errors: [],
    metadata: { trigger_source: 'manual', source: 'analysis' },
  };
  return {
    specversion: '1.0',
    id: ulid(at),
    source: 'jobledger/test',
    type: 'job.completed',
    subject: execution.execution_key,
    time: new Date(at).toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:jobledger:schema:job.completed:1.0',
    data: { execution, results: [resultOf('AAPL'), resultOf('TSLA')] },
  };
}

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

function malformed(name: string, at: number, detail = 'the body is no CloudEvent'): Death {
  const body = JSON.stringify({ hello: name === 'hostile' ? detail : name });
  return { id: `sha256-${name}`, event: null, body, reason: 'malformed', detail, errors: [], at };
}

/**
 * SQL for dead letters of three causes: twelve that a replay mends, three that need an edit, two that are no events; and
 * a hostile one, discarded already.
 */
export function deadLettersSql(now: number, hostile: string): string {
  const minutes = (count: number): number => now - count * 60_000;
  const deaths = [
    ...Array.from({ length: 12 }, (_, place) => exhausted(`lost-${place}`, minutes(5 + place))),
    ...['a', 'b', 'c'].map((name, place) => invalid(name, minutes(60 + place))),
    ...['one', 'two'].map((name, place) => malformed(name, minutes(120 + place))),
  ];
  const discarded = row(malformed('hostile', minutes(180), hostile)).with(1, 'discarded');
  return inserts('dead_letters', COLUMNS, [...deaths.map(row), discarded]).join('\n');
}
