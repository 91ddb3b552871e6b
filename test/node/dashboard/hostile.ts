/** Markup that would show at once if it were taken for markup, and run a script. */
export const MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script></td></table><h1>broken';

/** Marks that turn the direction of writing around, and are never closed. */
const RIGHT_TO_LEFT = '\u202e\u2067right to left\u200f';

export const HOSTILE = `${MARKUP}${RIGHT_TO_LEFT}`;

/** One word of 100 kB. */
export const LONG = 'W'.repeat(100_000);
