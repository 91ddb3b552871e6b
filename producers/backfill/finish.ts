import { type Backfill, type Certificate, KEY_OUTCOMES } from '../../schema/api/backfills.ts';
import { countKeys, countUnderWay, keyNames } from '../../src/storage/backfill-key-queries.ts';
import { finishBackfill, noteBackfill } from '../../src/storage/backfills.ts';
import { type BackfillPorts, instant } from './ports.ts';

/** The pauses between two looks at what is still under way, in seconds: from a second, a tenth of the time it took. */
const MAX_PAUSE_SECONDS = 30;

/** SHA-256 of the listed keys, each followed by a line feed, in the order of their bytes. */
async function keysDigest(db: D1Database, id: string): Promise<string> {
  const digest = new crypto.DigestStream('SHA-256');
  const writer = digest.getWriter();
  const encoder = new TextEncoder();
  for await (const names of keyNames(db, id)) {
    if (names.length > 0) await writer.write(encoder.encode(`${names.join('\n')}\n`));
  }
  await writer.close();
  return new Uint8Array(await digest.digest).toHex();
}

/** What the pages counted against what the ledger holds. */
async function certify(db: D1Database, { id, keys }: Backfill): Promise<Certificate> {
  const { pending, ...counts } = await countKeys(db, id);
  const settled = KEY_OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
  const keys_sha256 = await keysDigest(db, id);
  return { enumerated: keys, ...counts, adds_up: pending === 0 && settled === keys, keys_sha256 };
}

/** Finishes a backfill whose executions all have their outcome; else returns how long (seconds) to wait for them. */
export async function finishWhenSettled(ports: BackfillPorts, backfill: Backfill): Promise<number | null> {
  const underWay = await countUnderWay(ports.db, backfill.id);
  if (underWay === 0) {
    await finishBackfill(ports.db, backfill.id, await certify(ports.db, backfill), instant(ports));
    return null;
  }
  await noteBackfill(ports.db, backfill.id, `waiting: ${underWay} executions are on their way`, instant(ports));
  const seconds = (ports.now() - Date.parse(backfill.listed_at ?? backfill.updated_at)) / 1000;
  return Math.min(MAX_PAUSE_SECONDS, Math.ceil(1 + seconds / 10));
}
