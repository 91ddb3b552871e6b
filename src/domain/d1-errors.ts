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

/** The database is away for now: resets, overload, timeouts, a lost connection. */
const UNAVAILABLE = [
  /^Network connection lost/,
  /D1_ERROR: Network connection lost/,
  /D1 DB reset because/,
  /object to be reset/,
  /Cannot resolve D1 DB/,
  /D1 DB is overloaded/,
  /storage operation exceeded timeout/,
];

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** True when D1 refused the rows themselves. */
export const isPermanentD1Error = (error: unknown): boolean =>
  PERMANENT.some((pattern) => pattern.test(messageOf(error)));

/** True when D1 itself says that another time may do. */
export const isD1Unavailable = (error: unknown): boolean =>
  UNAVAILABLE.some((pattern) => pattern.test(messageOf(error)));
