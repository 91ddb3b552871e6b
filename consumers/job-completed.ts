import type { BackfillPageEvent, ClaimCheckEvent, JobCompletedEvent } from '../schema/event.ts';
import { MAX_RETRIES } from '../src/domain/backoff.ts';
import { contentHash } from '../src/domain/content-hash.ts';
import { compareVersions, type Version } from '../src/domain/merge.ts';
import { parseMessage } from '../src/domain/parse-event.ts';
import { redeem } from '../src/storage/claim-check.ts';
import { storedVersions } from '../src/storage/executions.ts';
import { deleteOutboxEntries, putOutboxEntry } from '../src/storage/outbox.ts';
import { type Incoming, incoming } from '../src/storage/persist.ts';
import { RowTooLarge } from '../src/storage/row-limits.ts';
import { type GivenUp, giveUp } from './give-up.ts';
import { type Fate, persistBatch } from './persist-batch.ts';
import type { ConsumerPorts } from './ports.ts';
import type { Verdicts } from './settle.ts';
import { emptyTally, recordTally, type Tally } from './tally.ts';

interface Carried<T> {
  message: Message;
  event: T;
}
type Job = Carried<JobCompletedEvent>;
type Check = Carried<ClaimCheckEvent>;

/** The batch on its way: what is given up is collected and recorded together, each message gets its verdict. */
interface Passage {
  ports: ConsumerPorts;
  verdicts: Verdicts;
  given: GivenUp[];
  /** Events whose outbox entries have done their work. */
  settled: string[];
  tally: Tally;
}

/** Claim checks are redeemed so many bytes at a time: an isolate has 128 MB for everything. */
const MAX_REDEEMED_BYTES = 8_000_000;

/** What an event that does not say its size is taken for. */
const ASSUMED_BYTES = 1_000_000;

function sort(passage: Passage, messages: readonly Message[]) {
  const jobs: Job[] = [];
  const checks: Check[] = [];
  const pages: Carried<BackfillPageEvent>[] = [];
  for (const message of messages) {
    const parsed = parseMessage(message.body);
    if (!parsed.ok) {
      const [first] = parsed.issues;
      const detail = `${first?.pointer ?? ''} ${first?.detail ?? ''}`.trim();
      passage.given.push({ message, event: null, reason: parsed.reason, detail, errors: parsed.issues });
    } else if (parsed.event.type === 'backfill.page') pages.push({ message, event: parsed.event });
    else if ('dataref' in parsed.event) checks.push({ message, event: parsed.event as ClaimCheckEvent });
    else jobs.push({ message, event: parsed.event });
  }
  return { jobs, checks, pages };
}

/** Retries a message; after its last retry it is given up with the error that it met. */
function tryAgain(passage: Passage, given: GivenUp, source: string): void {
  if (given.message.attempts > MAX_RETRIES) passage.given.push(given);
  else passage.verdicts.set(given.message, 'retry');
  passage.tally.retried(source);
}

/** D1 writes are switched off: events go back into the outbox, where switching on finds them. */
async function stow({ ports, verdicts }: Passage, jobs: readonly Job[], checks: readonly Check[]): Promise<void> {
  for (const { message } of checks) verdicts.set(message, 'ack');
  const kept = await Promise.allSettled(
    jobs.map(({ event }) => putOutboxEntry(ports.kv, event.id, JSON.stringify(event))),
  );
  jobs.forEach(({ message }, i) => verdicts.set(message, kept[i]?.status === 'fulfilled' ? 'ack' : 'retry'));
}

/** The rows of a job; one that D1 could never hold is given up. */
async function rowsOf(passage: Passage, { message, event }: Job): Promise<Incoming | null> {
  try {
    return incoming(event, await contentHash(event.data));
  } catch (error) {
    if (!(error instanceof RowTooLarge)) throw error;
    const errors = [{ pointer: `/data${error.pointer}`, detail: error.message }];
    passage.given.push({ message, event, reason: 'row_too_large', detail: error.message, errors });
    return null;
  }
}

function conclude(passage: Passage, { message, event }: Job, fate: Fate): void {
  if (fate.kind === 'retry') {
    tryAgain(passage, { message, event, reason: 'retries_exhausted', detail: fate.detail }, event.source);
  } else if (fate.kind === 'refused') {
    passage.given.push({ message, event, reason: 'rejected_by_database', detail: fate.detail });
  } else {
    passage.verdicts.set(message, 'ack');
    passage.tally.stored(event.source, fate.outcome, passage.ports.now() - event.data.execution.revision);
  }
}

/** Whether an outbox entry stands behind a stored event; those that only the reconciler can know of it deletes. */
const isKept = (ports: ConsumerPorts, event: JobCompletedEvent): boolean =>
  (ports.outbox === 'always' && event.backfillid === undefined) || event.deadletterid !== undefined;

async function store(passage: Passage, jobs: readonly Job[], redeemed: boolean): Promise<void> {
  const { ports } = passage;
  const made = await Promise.all(jobs.map((job) => rowsOf(passage, job)));
  const candidates = made.filter((each) => each !== null);
  const fitting = jobs.filter((_, i) => made[i] !== null);
  const fates = await persistBatch(ports.db, candidates, new Date(ports.now()).toISOString());
  fitting.forEach((job, i) => {
    const fate = fates[i];
    if (!fate) return;
    conclude(passage, job, fate);
    if (fate.kind === 'stored' && (redeemed || isKept(ports, job.event))) passage.settled.push(job.event.id);
  });
}

function* bySize(checks: readonly Check[]): Generator<Check[]> {
  let group: Check[] = [];
  let bytes = 0;
  for (const check of checks) {
    const size = check.event.databytes ?? ASSUMED_BYTES;
    if (group.length > 0 && bytes + size > MAX_REDEEMED_BYTES) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(check);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

/** Those of the claim checks whose version D1 holds already: their entries are gone because they were stored. */
async function alreadyStored(db: D1Database, missing: readonly Check[]): Promise<Set<Check>> {
  if (missing.length === 0) return new Set();
  const stored = await storedVersions(
    db,
    missing.map(({ event }) => event.subject),
  );
  return new Set(missing.filter(({ event }) => isStored(event, stored.get(event.subject))));
}

const isStored = ({ revision, contenthash }: ClaimCheckEvent, stored: Version | undefined): boolean =>
  revision !== undefined &&
  contenthash !== undefined &&
  stored !== undefined &&
  compareVersions(stored, { revision, content_hash: contenthash }) >= 0;

/** The events behind claim checks; what cannot be had now is tried again, what is wrong is given up. */
async function redeemAll(passage: Passage, checks: readonly Check[]): Promise<Job[]> {
  const jobs: Job[] = [];
  const missing: Check[] = [];
  await Promise.all(
    checks.map(async (check) => {
      const redeemed = await redeem(passage.ports.kv, check.event);
      const { message, event } = check;
      if (redeemed.kind === 'event') jobs.push({ message, event: redeemed.event });
      else if (redeemed.kind === 'missing') missing.push(check);
      else passage.given.push({ message, event: null, id: event.deadletterid ?? event.id, ...redeemed });
    }),
  );
  const stored = await alreadyStored(passage.ports.db, missing);
  for (const check of missing) {
    const { message, event } = check;
    if (stored.has(check)) passage.verdicts.set(message, 'ack');
    else {
      const detail = `${event.dataref} is not to be found`;
      const id = event.deadletterid ?? event.id;
      tryAgain(passage, { message, event: null, id, reason: 'payload_missing', detail }, event.source);
    }
  }
  return jobs;
}

async function storeChecked(passage: Passage, checks: readonly Check[]): Promise<void> {
  for (const group of bySize(checks)) await store(passage, await redeemAll(passage, group), true);
}

/** Stores what a batch of the queue `job-events` carries; every message gets a verdict, whatever the others do. */
export async function consumeJobEvents(ports: ConsumerPorts, messages: readonly Message[]): Promise<Verdicts> {
  const passage: Passage = { ports, verdicts: new Map(), given: [], settled: [], tally: emptyTally() };
  const { jobs, checks, pages } = sort(passage, messages);
  if (ports.flags.d1_writes) {
    await store(passage, jobs, false);
    await storeChecked(passage, checks);
  } else await stow(passage, jobs, checks);
  await giveUp(ports, passage.given, passage.verdicts);
  for (const { message, event } of pages)
    passage.verdicts.set(message, await ports.backfillPage(event, message.attempts));
  for (const { event } of passage.given) passage.tally.dead(event?.source ?? 'unread');
  // Last, so that it takes no time from the batch.
  if (passage.settled.length > 0) ports.after(deleteOutboxEntries(ports.kv, passage.settled));
  if (ports.flags.d1_writes) ports.after(recordTally(ports.db, passage.tally, ports.now()));
  return passage.verdicts;
}
