import { ulid } from 'ulid';
import type { Backfill, BackfillInput } from '../../schema/api/backfills.ts';
import {
  type AuditEntry,
  auditEntry,
  insertAuditEntry,
  insertAuditEntryIfChanged,
} from '../../src/storage/audit-log.ts';
import {
  type BackfillState,
  cancelBackfill,
  findBackfill,
  insertBackfill,
  resumeBackfill,
} from '../../src/storage/backfills.ts';
import { pageEvent } from './page.ts';
import { type BackfillPorts, instant } from './ports.ts';
import { reviveBackfill } from './recover.ts';

/** A backfill that is what it is: cancelled or finished. */
export class NotUnderWay extends Error {
  readonly code = 'not_under_way';
}

const audit = ({ now }: BackfillPorts, actor: string, action: string, id: string, detail: unknown): AuditEntry =>
  auditEntry({ at: now(), actor, action: `backfills.${action}`, target: id, detail });

/** Starts to enumerate KV: a row, then the first page's message. Throws what D1 or the queue throw. */
export async function startBackfill(ports: BackfillPorts, input: BackfillInput, actor: string): Promise<Backfill> {
  const { prefix, from = null, to = null, dry_run } = input;
  const made = { id: ulid(ports.now()), prefix, from, to, dry_run, created_at: instant(ports) };
  await ports.db.batch([
    insertBackfill(ports.db, made),
    insertAuditEntry(ports.db, audit(ports, actor, 'start', made.id, input)),
  ]);
  const state = await standing(ports, made.id);
  await ports.queue.send(pageEvent(state, ports.now()));
  return state.backfill;
}

async function standing({ db }: BackfillPorts, id: string): Promise<BackfillState> {
  const state = await findBackfill(db, id);
  if (!state) throw new Error(`backfill ${id} is gone`);
  return state;
}

/** Stops a backfill after its page; what was sent is stored all the same. Throws NotUnderWay. */
export async function stopBackfill(ports: BackfillPorts, id: string, actor: string): Promise<Backfill> {
  const [cancelled] = await ports.db.batch([
    cancelBackfill(ports.db, id, instant(ports)),
    insertAuditEntryIfChanged(ports.db, audit(ports, actor, 'cancel', id, {})),
  ]);
  const { backfill } = await standing(ports, id);
  if (cancelled?.meta.changes === 0 && backfill.status !== 'cancelled') {
    throw new NotUnderWay(`It is ${backfill.status}.`);
  }
  return backfill;
}

/** Goes on with a backfill that was cancelled, or whose messages were lost. Throws NotUnderWay for a finished one. */
export async function continueBackfill(ports: BackfillPorts, id: string, actor: string): Promise<Backfill> {
  const [resumed] = await ports.db.batch([
    resumeBackfill(ports.db, id, instant(ports)),
    insertAuditEntryIfChanged(ports.db, audit(ports, actor, 'resume', id, {})),
  ]);
  const state = await standing(ports, id);
  if (resumed?.meta.changes === 0) throw new NotUnderWay(`It is ${state.backfill.status}.`);
  await reviveBackfill(ports, state);
  return state.backfill;
}
