/** What orders two accounts of one execution. `revision` is epoch ms. */
export interface Version {
  revision: number;
  content_hash: string;
}

/** One account of the execution named by `key`. */
export interface Account extends Version {
  key: string;
}

export type Outcome = 'inserted' | 'updated' | 'noop' | 'stale';

/** Of two versions the greater (revision, content hash) wins, so that any order of arrival ends in the same rows. */
export function compareVersions(a: Version, b: Version): number {
  if (a.revision !== b.revision) return a.revision - b.revision;
  return a.content_hash === b.content_hash ? 0 : a.content_hash < b.content_hash ? -1 : 1;
}

/** What storing `incoming` does where `stored` stands. */
export function outcomeOf(incoming: Version, stored: Version | null): Outcome {
  if (!stored) return 'inserted';
  const order = compareVersions(incoming, stored);
  return order > 0 ? 'updated' : order === 0 ? 'noop' : 'stale';
}

/** Whether what is stored is this version or a greater one. */
export const isStored = (version: Version, stored: Version | undefined): boolean =>
  stored !== undefined && compareVersions(stored, version) >= 0;

/** Whether something of the account is written. */
export const wins = (outcome: Outcome): boolean => outcome === 'inserted' || outcome === 'updated';

/** What each account does, as if they came one after the other onto `stored`. */
export function outcomesOver(accounts: readonly Account[], stored: ReadonlyMap<string, Version>): Outcome[] {
  const standing = new Map(stored);
  return accounts.map((account) => {
    const outcome = outcomeOf(account, standing.get(account.key) ?? null);
    if (wins(outcome)) standing.set(account.key, account);
    return outcome;
  });
}
