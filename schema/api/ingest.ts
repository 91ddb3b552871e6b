import * as z from 'zod';
import { Status, StatusInput } from '../execution.ts';
import { BusinessDate, InstantInput, Json, Label, TickerInput } from '../primitives.ts';
import { Result } from '../result.ts';
import { success } from './parameters.ts';

export const MAX_RESULTS = 1000;

/** A year: what is more is an epoch, not a duration. */
const MAX_DURATION_MS = 366 * 86_400_000;

const FIRST_INSTANT = '1970-01-01T00:00:00.000Z';
const LAST_INSTANT = '9999-12-31T23:59:59.999Z';

const Time = InstantInput.refine(
  (time) => time.length === FIRST_INSTANT.length && time >= FIRST_INSTANT && time <= LAST_INSTANT,
  {
    error: 'must be between the years 1970 and 9999',
  },
);

const Count = z.int().nonnegative();

/** A result as a job hands it in: what it leaves out is null. Which type it is shows in what it holds. */
export const IngestResult = z.strictObject({
  ...Result.shape,
  result_type: Label.optional(),
  symbol: TickerInput.nullable().default(null),
});
export type IngestResult = z.infer<typeof IngestResult>;

/** Where the run came from; further members are kept as they are. */
const IngestMetadata = z
  .looseObject({
    trigger_source: Label.optional(),
    source: z
      .string()
      .min(1)
      .max(64)
      .refine((source) => source !== 'kv_backfill', { error: 'is what the backfill calls itself' })
      .optional(),
    /** GitHub's run ids are numbers; kept as text. */
    workflow_run_id: z
      .union([z.string().max(256), z.int()])
      .transform(String)
      .optional(),
    original_key: z.string().max(1024).optional(),
  })
  .catchall(Json);

const Fields = z.strictObject({
  job_type: Label,
  report_type: Label.nullable().optional(),
  status: StatusInput.optional(),
  execution_date: BusinessDate.optional(),
  executed_at: Time.optional(),
  execution_time_ms: z
    .number()
    .nonnegative()
    .max(MAX_DURATION_MS, 'is more than a year: this is a duration in milliseconds')
    .nullable()
    .optional(),
  symbols_processed: Count.optional(),
  symbols_successful: Count.optional(),
  symbols_fallback: Count.optional(),
  symbols_failed: Count.optional(),
  errors: z.array(z.string()).optional(),
  metadata: IngestMetadata.optional(),
  results: z.array(IngestResult).max(MAX_RESULTS, `must hold at most ${MAX_RESULTS} results`).optional(),
});
type Fields = z.infer<typeof Fields>;

/** What contradicts itself: the member at fault, and why. */
function* contradictions(body: Fields): Generator<[keyof Fields, string]> {
  const { status, symbols_processed, symbols_successful = 0, symbols_fallback = 0, symbols_failed } = body;
  const symbols = (body.results ?? []).filter(({ symbol }) => symbol !== null);
  const broken = symbols.filter(({ error }) => error !== null).length;
  const failed = symbols_failed ?? 0;
  const most = symbols_processed ?? Number.POSITIVE_INFINITY;
  if (symbols.length > most) yield ['symbols_processed', `is less than the ${symbols.length} symbols in results`];
  if (symbols_successful + failed > most) yield ['symbols_processed', 'is less than successful and failed together'];
  if (symbols_fallback > most) yield ['symbols_fallback', 'is more than symbols_processed'];
  if (symbols_fallback > (body.symbols_successful ?? most)) {
    yield ['symbols_fallback', 'is more than symbols_successful, of which it is a part'];
  }
  if (symbols_failed !== undefined && symbols_failed < broken) {
    yield ['symbols_failed', `is less than the ${broken} symbols in results that have an error`];
  }
  if (body.symbols_successful !== undefined && symbols_successful < symbols.length - broken) {
    yield ['symbols_successful', `is less than the ${symbols.length - broken} symbols in results without an error`];
  }
  if (status === 'success' && Math.max(failed, broken) > 0) yield ['status', 'is success, but symbols failed'];
}

/**
 * Body of POST /api/v1/jobs: a job that ran elsewhere and what it found. Only `job_type` is needed. What is absent is
 * derived (src/domain/ingest.ts); what is given is kept, unless it contradicts itself.
 */
export const IngestBody = Fields.check(({ value, issues }) => {
  for (const [name, message] of contradictions(value)) {
    issues.push({ code: 'custom', message, path: [name], input: value[name] });
  }
});
export type IngestBody = z.infer<typeof IngestBody>;
/** The body as it is sent. */
export type IngestInput = z.input<typeof IngestBody>;

/** 202: the result is safe and on its way to the database; `status_url` answers once it is stored. */
export const IngestAccepted = z.object({
  success,
  execution_key: z.string(),
  status_url: z.string(),
  status: Status,
  execution_date: BusinessDate,
});
export type IngestAccepted = z.infer<typeof IngestAccepted>;
