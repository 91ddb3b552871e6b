import { isStored, type Version } from '../../src/domain/merge.ts';
import { storedVersions } from '../../src/storage/executions.ts';
import { bornAt, listOutbox, type OutboxListing } from '../../src/storage/outbox.ts';

/** One run acts on so many entries at most; the next goes on. */
export const MAX_ENTRIES = 500;
const MAX_PAGES = 20;

/** The entries that are old enough and not pausing, bounded. `now` is epoch ms. */
export async function dueEntries(kv: KVNamespace, now: number, minAgeMs: number): Promise<OutboxListing[]> {
  const due: OutboxListing[] = [];
  for await (const page of listOutbox(kv, MAX_PAGES)) {
    due.push(...page.filter((entry) => bornAt(entry.event_id) <= now - minAgeMs && entry.metadata.next_at <= now));
    if (due.length >= MAX_ENTRIES) break;
  }
  return due.slice(0, MAX_ENTRIES);
}

/** The version an entry holds, as its metadata tells it; null where that did not fit. */
export function versionOf({ metadata }: OutboxListing): Version | null {
  const { revision, content_hash } = metadata;
  return revision === undefined || content_hash === undefined ? null : { revision, content_hash };
}

/** Those of the entries that D1 is known to hold, by their metadata. */
export async function storedEntries(db: D1Database, entries: readonly OutboxListing[]): Promise<Set<OutboxListing>> {
  const known = await storedVersions(
    db,
    entries.flatMap(({ metadata }) => metadata.execution_key ?? []),
  );
  return new Set(
    entries.filter((entry) => {
      const version = versionOf(entry);
      return version !== null && isStored(version, known.get(entry.metadata.execution_key ?? ''));
    }),
  );
}
