import type { JobCompletedData } from '../../schema/event.ts';
import { type Outcome, outcomeOf, type Version } from '../domain/merge.ts';
import { resolveDeadLetters } from './dead-letters.ts';
import { executionRow, selectVersions, upsertExecutions, versionsByKey } from './executions.ts';
import { jsonArrays, MAX_PARAMETER_BYTES } from './json-parameters.ts';
import { deleteSurplusResults, resultCount, resultGroups, upsertResults } from './results.ts';

/** A parsed event's data with what identifies it. */
export interface Incoming {
  event_id: string;
  /** The dead letter it was replayed from. */
  deadletterid?: string | undefined;
  content_hash: string;
  data: JobCompletedData;
}

const keyOf = ({ data }: Incoming): string => data.execution.execution_key;

const versionOf = ({ data, content_hash }: Incoming): Version => ({ revision: data.execution.revision, content_hash });

const wins = (outcome: Outcome): boolean => outcome === 'inserted' || outcome === 'updated';

/** What each does, as if they came one after the other onto `stored`. */
export function outcomesOver(incoming: readonly Incoming[], stored: Map<string, Version>): Outcome[] {
  const standing = new Map(stored);
  return incoming.map((candidate) => {
    const outcome = outcomeOf(versionOf(candidate), standing.get(keyOf(candidate)) ?? null);
    if (wins(outcome)) standing.set(keyOf(candidate), versionOf(candidate));
    return outcome;
  });
}

/** Of several accounts of one execution only the greatest can stand; the others need no statement. */
function greatestByKey(incoming: readonly Incoming[]): Incoming[] {
  const won = outcomesOver(incoming, new Map());
  return [...new Map(incoming.filter((_, i) => wins(won[i] ?? 'stale')).map((each) => [keyOf(each), each])).values()];
}

function statements(db: D1Database, incoming: readonly Incoming[], persistedAt: string): D1PreparedStatement[] {
  const greatest = greatestByKey(incoming);
  const executions = greatest.map(({ data, content_hash }) => executionRow(data.execution, content_hash));
  const counts = greatest.map(({ data, content_hash }) => resultCount(data, content_hash));
  const groups = greatest.flatMap(({ data, content_hash }) =>
    resultGroups(data, content_hash, MAX_PARAMETER_BYTES / 4),
  );
  return [
    selectVersions(db, JSON.stringify(greatest.map(keyOf))),
    ...jsonArrays(executions).map((rows) => upsertExecutions(db, rows, persistedAt)),
    ...jsonArrays(counts).map((rows) => deleteSurplusResults(db, rows)),
    ...jsonArrays(groups).map((rows) => upsertResults(db, rows)),
    resolveDeadLetters(
      db,
      JSON.stringify(incoming.flatMap(({ event_id, deadletterid }) => [event_id, deadletterid ?? []].flat())),
      persistedAt,
    ),
  ];
}

/**
 * Stores executions and their results in one D1 batch: one round trip, one transaction, a handful of statements.
 * Safe to repeat; returns what each did, in order. Throws what D1 throws, and then nothing was written.
 */
export async function persistExecutions(
  db: D1Database,
  incoming: readonly Incoming[],
  persistedAt: string,
): Promise<Outcome[]> {
  const [versions] = await db.batch(statements(db, incoming, persistedAt));
  return outcomesOver(incoming, versions ? versionsByKey(versions) : new Map<string, Version>());
}
