const DATE = /\d{4}-\d{2}-\d{2}/;

/**
 * Whether a KV key belongs to a range of dates, both included: the first date in the key decides, existing or not. A
 * key without a date belongs to no range, and to everything where no range is given.
 */
export function isInRange(key: string, { from, to }: { from: string | null; to: string | null }): boolean {
  if (from === null && to === null) return true;
  const date = DATE.exec(key)?.[0];
  return date !== undefined && (from === null || date >= from) && (to === null || date <= to);
}
