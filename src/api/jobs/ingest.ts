import { type Ingested, ingest } from '../../../producers/ingest.ts';
import { type IngestAccepted, IngestBody } from '../../../schema/api/ingest.ts';
import { utf8Bytes } from '../../storage/json-parameters.ts';
import type { Handler } from '../context.ts';
import { idempotencyKeyOf } from '../idempotency.ts';
import { NoQuery, parseBody, parseQuery, tooLarge, traceparentOf } from '../input.ts';
import { ingestPorts } from '../producer-ports.ts';

/** As many as a dead letter may have when it is mended. */
const MAX_BODY_BYTES = 5_000_000;

/** Throws a 413 for a body that came by another way than HTTP and would be too large for it. */
export function assertFits(text: string): void {
  const bytes = utf8Bytes(text);
  if (bytes > MAX_BODY_BYTES) throw tooLarge(String(bytes), MAX_BODY_BYTES);
}

export function accepted({ data }: Ingested): IngestAccepted {
  const { execution_key, status, execution_date } = data.execution;
  const status_url = `/api/v1/jobs/${encodeURIComponent(execution_key)}`;
  return { success: true, execution_key, status_url, status, execution_date };
}

/** POST /api/v1/jobs: a job that ran elsewhere hands in its result. */
export const postJob: Handler = async (request, context) => {
  parseQuery(NoQuery, request);
  const key = idempotencyKeyOf(request);
  const body = await parseBody(IngestBody, request, MAX_BODY_BYTES);
  const ports = ingestPorts(context.env, context.config, await context.flags(), context.now);
  const ingested = await ingest({ ...ports, traceparent: traceparentOf(request) }, body, key);
  const answer = accepted(ingested);
  return Response.json(answer, {
    status: 202,
    headers: {
      location: answer.status_url,
      'cache-control': 'no-store',
      ...(ingested.repeated && { 'idempotent-replayed': 'true' }),
    },
  });
};
