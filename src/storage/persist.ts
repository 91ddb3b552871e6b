import type { JobCompletedData, JobCompletedEvent } from '../../schema/event.ts';
import { type Account, type Outcome, outcomesOver, type Version, wins } from '../domain/merge.ts';
import { type Backfilled, recordStored } from './backfill-keys.ts';
import { resolveDeadLetters } from './dead-letters.ts';
import { selectVersions, upsertExecutions, versionsByKey } from './executions.ts';
import { jsonArrays } from './json-parameters.ts';
import { countOfVersion, deleteSurplusResults, rowsOfVersion, upsertResults } from './results.ts';
import { type JobRows, jobRows } from './row-limits.ts';

/** A parsed event's data with what identifies it. */
export interface Incoming {
  event_id: string;
  /** The dead letter it was replayed from. */
  deadletterid?: string | undefined;
  /** The backfill whose ledger its outcome goes into. */
  backfill?: Backfilled | null;
  content_hash: string;
  data: JobCompletedData;
  rows: JobRows;
}

type IncomingEvent = Pick<JobCompletedEvent, 'id' | 'deadletterid' | 'backfillid' | 'backfillkey' | 'data'>;

/** Makes the rows of an event. Throws RowTooLarge for what D1 could never hold. */
export const incoming = (
  { id, deadletterid, backfillid, backfillkey, data }: IncomingEvent,
  content_hash: string,
): Incoming => ({
  event_id: id,
  deadletterid,
  backfill:
    backfillid === undefined || backfillkey === undefined ? null : { backfill_id: backfillid, key: backfillkey },
  content_hash,
  data,
  rows: jobRows(data, content_hash),
});

const keyOf = ({ data }: Incoming): string => data.execution.execution_key;

const accountOf = (candidate: Incoming): Account => ({
  key: keyOf(candidate),
  revision: candidate.data.execution.revision,
  content_hash: candidate.content_hash,
});

/** Of several accounts of one execution only the greatest can stand; the others need no statement. */
function greatestByKey(candidates: readonly Incoming[]): Incoming[] {
  const won = outcomesOver(candidates.map(accountOf), new Map());
  return [...new Map(candidates.filter((_, i) => wins(won[i] ?? 'stale')).map((each) => [keyOf(each), each])).values()];
}

/** The ledger of backfills judges by what stands before this batch, so it comes before what the batch stores. */
function backfillOutcomes(db: D1Database, candidates: readonly Incoming[]): D1PreparedStatement[] {
  if (!candidates.some(({ backfill }) => backfill)) return [];
  const alone = outcomesOver(candidates.map(accountOf), new Map());
  const judged = candidates.flatMap((each, i) =>
    each.backfill ? [{ ...each.backfill, account: accountOf(each), alone: alone[i] ?? 'stale' }] : [],
  );
  return recordStored(db, judged);
}

function statements(db: D1Database, candidates: readonly Incoming[], persistedAt: string): D1PreparedStatement[] {
  const greatest = greatestByKey(candidates);
  const counts = greatest.map((each) => countOfVersion(keyOf(each), each.content_hash, each.data.results.length));
  const results = greatest.flatMap((each) =>
    each.rows.results.map((rows) => rowsOfVersion(keyOf(each), each.content_hash, rows)),
  );
  const letters = candidates.flatMap(({ event_id, deadletterid }) => [event_id, deadletterid ?? []].flat());
  return [
    selectVersions(db, JSON.stringify(greatest.map(keyOf))),
    ...backfillOutcomes(db, candidates),
    ...jsonArrays(greatest.map(({ rows }) => rows.execution)).map((rows) => upsertExecutions(db, rows, persistedAt)),
    deleteSurplusResults(db, `[${counts.join(',')}]`),
    ...jsonArrays(results).map((rows) => upsertResults(db, rows)),
    resolveDeadLetters(db, JSON.stringify(letters), persistedAt),
  ];
}

/**
 * Stores executions and their results in one D1 batch: one round trip, one transaction, a handful of statements.
 * Safe to repeat; returns what each did, in order. Throws what D1 throws, and then nothing was written.
 */
export async function persistExecutions(
  db: D1Database,
  candidates: readonly Incoming[],
  persistedAt: string,
): Promise<Outcome[]> {
  const [versions] = await db.batch(statements(db, candidates, persistedAt));
  return outcomesOver(candidates.map(accountOf), versions ? versionsByKey(versions) : new Map<string, Version>());
}
