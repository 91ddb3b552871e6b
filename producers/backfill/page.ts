import { ulid } from 'ulid';
import { BACKFILL_PAGE_SCHEMA, type BackfillPageEvent } from '../../schema/event.ts';
import { isInRange } from '../../src/domain/backfill-range.ts';
import { countUnderWay } from '../../src/storage/backfill-key-queries.ts';
import { type LedgerEntry, recordKeys } from '../../src/storage/backfill-keys.ts';
import { advanceBackfill, type BackfillState, findBackfill, noteBackfill } from '../../src/storage/backfills.ts';
import { listKvKeys } from '../../src/storage/kv-values.ts';
import { queueBacklog } from '../../src/storage/queue-backlog.ts';
import { finishWhenSettled } from './finish.ts';
import { BACKFILL_SOURCE, judgeKeys } from './judge.ts';
import { type BackfillPorts, instant } from './ports.ts';
import { readKeys } from './read.ts';
import { sendEvents } from './send.ts';

/** Keys that one page lists. */
export const PAGE_KEYS = 250;

/** A backfill has no more of its own messages on the queue than this. */
export const MAX_UNDER_WAY = 2000;

/** With so many messages of others on the queue a backfill waits: live traffic first. */
const MAX_BACKLOG = 1000;

const HOLD_SECONDS = 2;
/** While writes to D1 are switched off nothing can go on. */
const OFF_SECONDS = 60;

/** The message that makes a backfill go on from where it is. `now` is epoch ms. */
export function pageEvent({ backfill, cursor }: BackfillState, now: number): BackfillPageEvent {
  const { id, prefix, from, to, dry_run, pages } = backfill;
  return {
    specversion: '1.0',
    id: ulid(now),
    source: BACKFILL_SOURCE,
    type: 'backfill.page',
    subject: id,
    time: new Date(now).toISOString(),
    datacontenttype: 'application/json',
    dataschema: BACKFILL_PAGE_SCHEMA,
    data: { backfill_id: id, prefix, from, to, dry_run, cursor, page: pages },
  };
}

/** Comes back to where the backfill stands, after a pause. */
async function goOn({ queue, now }: BackfillPorts, state: BackfillState, delaySeconds = 0): Promise<void> {
  await queue.send(pageEvent(state, now()), { delaySeconds });
}

/** Why a page has to wait; null when it need not. */
async function obstacle(ports: BackfillPorts, underWay: number): Promise<string | null> {
  if (underWay + PAGE_KEYS > MAX_UNDER_WAY) return `waiting: ${underWay} of its executions are on their way`;
  // None where the queue does not tell.
  const backlog = ((await queueBacklog(ports.queue)) ?? underWay) - underWay;
  return backlog > MAX_BACKLOG ? `waiting: ${backlog} messages of others are on the queue` : null;
}

/** Reads keys, sends what the database lacks (`room` events at most; the rest is found unsettled later), and tells. */
async function sendKeys(
  ports: BackfillPorts,
  { id, dry_run }: BackfillState['backfill'],
  keys: readonly string[],
  room: number,
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let left = room;
  for await (const readings of readKeys(ports.kv, keys)) {
    const judged = await judgeKeys(ports.db, readings, { id, dry_run, now: ports.now() });
    const events = judged.flatMap((each) => each.events).slice(0, left);
    await sendEvents(ports, events);
    left -= events.length;
    entries.push(...judged.map(({ entry }) => entry));
  }
  return entries;
}

/**
 * One page: list, read, send, then ledger and checkpoint in one transaction, then the next page. Whatever happens in
 * between, the page is done again from its beginning, and what was sent twice is stored once.
 */
async function nextPage(ports: BackfillPorts, state: BackfillState): Promise<void> {
  const { backfill } = state;
  const underWay = await countUnderWay(ports.db, backfill.id);
  const wait = await obstacle(ports, underWay);
  if (wait !== null) {
    await noteBackfill(ports.db, backfill.id, wait, instant(ports));
    await goOn(ports, state, HOLD_SECONDS);
    return;
  }
  const { prefix, id, pages } = backfill;
  const listing = await listKvKeys(ports.kv, { prefix, cursor: state.cursor, limit: PAGE_KEYS });
  const keys = listing.keys.filter((key) => isInRange(key, backfill));
  const entries = await sendKeys(ports, backfill, keys, MAX_UNDER_WAY - underWay);
  const at = instant(ports);
  const { cursor } = listing;
  const page = { id, page: pages, keys: keys.length, last_key: keys.at(-1) ?? null, cursor, at };
  const [checkpoint] = await ports.db.batch([
    advanceBackfill(ports.db, page),
    ...recordKeys(ports.db, id, entries, at),
  ]);
  // Else another copy of this page was faster, or the backfill was cancelled.
  if (checkpoint?.meta.changes === 0) return;
  await goOn(ports, { backfill: { ...backfill, pages: pages + 1 }, cursor });
}

async function takePage(ports: BackfillPorts, event: BackfillPageEvent, attempts: number): Promise<void> {
  const { backfill_id, page } = event.data;
  const state = await findBackfill(ports.db, backfill_id);
  const status = state?.backfill.status;
  if (!state || (status !== 'running' && status !== 'draining')) return;
  const { pages } = state.backfill;
  // Delivered again although it is done: whoever did it may have died before it could send the next one.
  const isDone = page === pages - 1 && attempts > 1;
  if (page !== pages && !isDone) return;
  if (!ports.d1Writes) await goOn(ports, state, OFF_SECONDS);
  else if (isDone) await goOn(ports, state);
  else if (status === 'running') await nextPage(ports, state);
  else {
    const pause = await finishWhenSettled(ports, state.backfill);
    if (pause !== null) await goOn(ports, state, pause);
  }
}

/** Handles a `backfill.page` message: one page of keys, or a look at whether all is settled. Never throws. */
export async function backfillPage(
  ports: BackfillPorts,
  event: BackfillPageEvent,
  attempts: number,
): Promise<'ack' | 'retry'> {
  try {
    await takePage(ports, event, attempts);
    return 'ack';
  } catch (error) {
    const { backfill_id, page } = event.data;
    console.warn(JSON.stringify({ message: 'backfill page failed', backfill_id, page, error: String(error) }));
    return 'retry';
  }
}
