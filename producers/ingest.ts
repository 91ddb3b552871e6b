import { ulid } from 'ulid';
import type { IngestBody } from '../schema/api/ingest.ts';
import type { JobCompletedData } from '../schema/event.ts';
import { canonicalJson, contentHash, sha256Hex } from '../src/domain/content-hash.ts';
import { ingestedData } from '../src/domain/ingest.ts';
import type { Version } from '../src/domain/merge.ts';
import { storedVersions } from '../src/storage/executions.ts';
import { orNull } from '../src/storage/or-null.ts';
import { keepReceipt, readReceipt } from '../src/storage/receipts.ts';
import { assertStorable } from '../src/storage/row-limits.ts';
import { within } from './deadline.ts';
import { jobCompletedEvent, type PublishPorts, publishJobCompleted } from './publish.ts';

export interface IngestPorts {
  publish: PublishPorts;
  /** Asked only whether the run is stored already. */
  db: D1Database;
  /** The flag d1_reads. */
  d1Reads: boolean;
  /** Epoch ms. */
  now: () => number;
  traceparent?: string | undefined;
}

/** `repeated`: this very run was handed in before. */
export interface Ingested {
  data: JobCompletedData;
  repeated: boolean;
}

/** The Idempotency-Key names a stored run, and this is another one. */
export class KeyReused extends Error {
  readonly code = 'key_reused';
}

/** The run tells of an end that is still to come. */
export class NotEndedYet extends Error {
  readonly code = 'not_ended_yet';
}

/** Clocks differ, and a local time may be taken for UTC; a run of next week would be the latest one until then. */
const MAX_AHEAD_MS = 24 * 3_600_000;

function assertEnded({ execution }: JobCompletedData, now: number): void {
  if (execution.revision <= now + MAX_AHEAD_MS) return;
  throw new NotEndedYet(`makes the run end at ${new Date(execution.revision).toISOString()}, which is still to come`);
}

const SOURCE = 'jobledger/ingest';

/** A result is taken in while D1 stalls, too: it is asked for so long only. */
const LOOK_UP_MS = 2000;

/** The version of this run that D1 holds; null as well while D1 has no answer: then the merge rule decides. */
async function storedVersion({ db, d1Reads }: IngestPorts, key: string): Promise<Version | null> {
  if (!d1Reads) return null;
  const never = new AbortController().signal;
  const late = () => new Error(`no answer within ${LOOK_UP_MS} ms`);
  const versions = await orNull(
    'stored version',
    within(LOOK_UP_MS, never, late, () => storedVersions(db, [key])),
  );
  return versions?.get(key) ?? null;
}

async function handOver(ports: IngestPorts, data: JobCompletedData): Promise<void> {
  const { publish, now, traceparent } = ports;
  assertEnded(data, now());
  await publishJobCompleted(publish, jobCompletedEvent(data, SOURCE, now(), { traceparent }));
}

/** When these very words were first handed in with this key; now if they were not. Kept before anything is sent. */
async function firstTaken(
  { publish: { kv }, now }: IngestPorts,
  digest: string,
): Promise<[at: number, known: boolean]> {
  const known = await orNull('receipt', readReceipt(kv, digest));
  if (known !== null) return [known, true];
  const at = now();
  await orNull('receipt', keepReceipt(kv, digest, at));
  return [at, false];
}

async function ingestOnce(ports: IngestPorts, body: IngestBody, execution_key: string): Promise<Ingested> {
  const stored = await storedVersion(ports, execution_key);
  if (stored) {
    const data = ingestedData(body, { execution_key, at: stored.revision });
    if ((await contentHash(data)) === stored.content_hash) return { data, repeated: true };
    throw new KeyReused('This Idempotency-Key came with another body, which is stored.');
  }
  assertStorable(ingestedData(body, { execution_key, at: ports.now() }));
  // A body that tells its time needs no memory: it makes the same run whenever it comes.
  const digest = await sha256Hex(canonicalJson([execution_key, body]));
  const [at, repeated] = body.executed_at === undefined ? await firstTaken(ports, digest) : [ports.now(), false];
  const data = ingestedData(body, { execution_key, at });
  await handOver(ports, data);
  return { data, repeated };
}

/**
 * Takes in a run that happened elsewhere: outbox, then queue. With an idempotency key its execution is `ext:<key>`; the
 * same body again makes the same run, so that a retry is safe at any time, and another body is refused once the first
 * is stored (before that the merge rule decides). Throws KeyReused, NotEndedYet, RowTooLarge, and NotAccepted when nothing took it.
 */
export async function ingest(ports: IngestPorts, body: IngestBody, key: string | null): Promise<Ingested> {
  if (key !== null) return ingestOnce(ports, body, `ext:${key}`);
  const at = ports.now();
  const data = ingestedData(body, { execution_key: ulid(at), at });
  await handOver(ports, data);
  return { data, repeated: false };
}
