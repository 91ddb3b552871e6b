/**
 * D1 reports failures as messages. These are the ones a repetition cannot mend, because they are about the rows
 * themselves; everything else (resets, overload, timeouts, a missing migration) is worth another try.
 */
const PERMANENT = [
  /SQLITE_(CONSTRAINT|TOOBIG|MISMATCH|RANGE)/,
  /constraint failed/i,
  /string or blob too big/i,
  /malformed JSON/i,
  /datatype mismatch/i,
];

/** True when D1 refused the rows themselves. */
export function isPermanentD1Error(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return PERMANENT.some((pattern) => pattern.test(message));
}
