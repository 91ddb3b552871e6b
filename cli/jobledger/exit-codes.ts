/** What each exit code means, for scripts and for --help. 130: interrupted. */
export const EXIT = {
  failed: 1,
  usage: 2,
  /** Everything ran, and what it looked at is not as it should be. */
  wanting: 3,
  refused: 4,
  unreachable: 5,
} as const;

export const EXIT_HELP = `
Exit codes:
  0    done, and what was checked is as it should be
  1    failed; the message says at what
  2    wrong usage
  3    checked and found wanting: differences, a digest that changed, a condition that does not hold
  4    refused for safety; nothing was changed
  5    Jobledger does not answer, or does not accept the key
  130  interrupted

With --json stdout is one JSON value: the answer, or without one { "error": { "code", "message" } }.`;
