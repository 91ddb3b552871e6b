/** Which page came before the one of a cursor, as far as this tab went from page to page; null is the first. */
const trail = new Map<string, string | null>();

/** Remembers that `cursor` was reached from the page of `from`. */
export const remember = (cursor: string, from: string | undefined): void => void trail.set(cursor, from ?? null);

/** The page before that of `cursor`: its cursor, null for the first, undefined when nobody came that way. */
export const pageBefore = (cursor: string): string | null | undefined => trail.get(cursor);
