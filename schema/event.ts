import * as z from 'zod';
import { Execution } from './execution.ts';
import { BusinessDate, Instant, Ulid } from './primitives.ts';
import { Result } from './result.ts';

/** Above this many UTF-8 bytes an event travels as a claim check: `dataref` and `datadigest` instead of `data`. */
export const MAX_INLINE_BYTES = 60_000;

export const JOB_COMPLETED_SCHEMA = 'urn:jobledger:schema:job.completed:1.0';
export const BACKFILL_PAGE_SCHEMA = 'urn:jobledger:schema:backfill.page:1.0';

export const OUTBOX_PREFIX = 'outbox_';

const DataSchema = z
  .string()
  .regex(/^urn:jobledger:schema:[a-z.]+:\d+\.\d+$/)
  .refine((urn) => urn.split(':').at(-1)?.split('.')[0] === '1', {
    error: 'unsupported major version; this consumer reads version 1',
    params: { code: 'unsupported_version' },
  });

/** CloudEvents 1.0 context attributes, and the extensions we use. Unknown attributes are tolerated. */
const Envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: Ulid,
  source: z.string().min(1).max(256),
  time: Instant,
  datacontenttype: z.literal('application/json').default('application/json'),
  dataschema: DataSchema,
  traceparent: z.string().max(128).optional(),
  /** The backfill that sent it, and the KV key it was read from. */
  backfillid: Ulid.optional(),
  backfillkey: z.string().min(1).max(512).optional(),
  replaycount: z.int().nonnegative().optional(),
  /** The dead letter this event was replayed from; a second death goes back to the same record. */
  deadletterid: z.string().min(1).max(128).optional(),
});

export const JobCompletedData = z.object({ execution: Execution, results: z.array(Result) });
export type JobCompletedData = z.infer<typeof JobCompletedData>;

const JobCompletedEnvelope = Envelope.extend({ type: z.literal('job.completed'), subject: z.string().min(1) });

/** The whole event, as it stands in the outbox and, up to MAX_INLINE_BYTES, on the queue. */
export const JobCompletedEvent = JobCompletedEnvelope.extend({ data: JobCompletedData }).refine(
  (event) => event.subject === event.data.execution.execution_key,
  { error: 'must equal data.execution.execution_key', path: ['subject'] },
);
export type JobCompletedEvent = z.infer<typeof JobCompletedEvent>;

/** The claim check: the data stands under `dataref` in KV; `datadigest` is the SHA-256 (hex) of that entry's bytes. */
export const ClaimCheckEvent = JobCompletedEnvelope.extend({
  data: z.undefined().optional(),
  dataref: z.string().regex(/^outbox_[0-9A-HJKMNP-TV-Z]{26}$/i),
  datadigest: z.string().regex(/^[0-9a-f]{64}$/),
  /** UTF-8 bytes of that entry, so that a consumer can bound what it holds at once. */
  databytes: z.int().nonnegative().optional(),
  /** The version behind it, so that a redelivery after the entry was deleted is known to be stored. */
  revision: z.int().nonnegative().optional(),
  contenthash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type ClaimCheckEvent = z.infer<typeof ClaimCheckEvent>;

/** The next page of KV keys that a backfill is to enumerate. */
export const BackfillPageEvent = Envelope.extend({
  type: z.literal('backfill.page'),
  subject: z.string(),
  data: z.object({
    backfill_id: Ulid,
    prefix: z.string().max(512),
    from: BusinessDate.nullable(),
    to: BusinessDate.nullable(),
    dry_run: z.boolean(),
    cursor: z.string().nullable(),
    page: z.int().nonnegative(),
  }),
});
export type BackfillPageEvent = z.infer<typeof BackfillPageEvent>;

export type QueueEvent = JobCompletedEvent | ClaimCheckEvent | BackfillPageEvent;
