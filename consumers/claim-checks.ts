import type { ClaimCheckEvent } from '../schema/event.ts';
import { bySize } from '../src/domain/by-size.ts';
import { isStored, type Version } from '../src/domain/merge.ts';
import { redeem } from '../src/storage/claim-check.ts';
import { storedVersions } from '../src/storage/executions.ts';
import { orNull } from '../src/storage/or-null.ts';
import { type Check, type Job, type Passage, tryAgain } from './passage.ts';
import { store } from './store.ts';

/** Claim checks are redeemed so many bytes at a time: an isolate has 128 MB for everything. */
const MAX_REDEEMED_BYTES = 8_000_000;

/** What an event that does not say its size is taken for. */
const ASSUMED_BYTES = 1_000_000;

const sizeOf = ({ event }: Check): number => event.databytes ?? ASSUMED_BYTES;

const isVersionStored = ({ revision, contenthash }: ClaimCheckEvent, stored: Version | undefined): boolean =>
  revision !== undefined && contenthash !== undefined && isStored({ revision, content_hash: contenthash }, stored);

/** Those of the claim checks whose version D1 holds already: their entries are gone because they were stored. */
async function alreadyStored(db: D1Database, missing: readonly Check[]): Promise<Set<Check>> {
  if (missing.length === 0) return new Set();
  const keys = missing.map(({ event }) => event.subject);
  // While D1 has no answer none of them is known to be stored; they are tried again.
  const stored = await orNull('stored versions', storedVersions(db, keys));
  return new Set(missing.filter(({ event }) => isVersionStored(event, stored?.get(event.subject))));
}

/** What becomes of claim checks whose entries are not visible: stored before, or to be tried again. */
async function settleMissing(passage: Passage, missing: readonly Check[]): Promise<void> {
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
}

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
  await settleMissing(passage, missing);
  return jobs;
}

/** Stores what claim checks stand for, as many at once as an isolate can hold. */
export async function storeChecked(passage: Passage, checks: readonly Check[]): Promise<void> {
  for (const group of bySize(checks, MAX_REDEEMED_BYTES, sizeOf))
    await store(passage, await redeemAll(passage, group), true);
}
