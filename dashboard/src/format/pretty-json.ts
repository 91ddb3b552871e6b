const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gs;
const OPENS = /^[{[]$/;
const CLOSES = /^[}\]]$/;

/**
 * Indents JSON text without reading its values: every number and every escape stays as it was written. Ends with the
 * first value that goes beyond `most` characters.
 */
export function prettyJson(text: string, most = Number.POSITIVE_INFINITY): string {
  let out = '';
  let depth = 0;
  let before = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(TOKEN)) {
    const closes = CLOSES.test(token);
    if (closes) depth -= 1;
    // An empty object or list stays on its line.
    if (closes ? !OPENS.test(before) : OPENS.test(before) || before === ',') out += line();
    out += token === ':' ? ': ' : token;
    if (OPENS.test(token)) depth += 1;
    before = token;
    if (out.length > most) break;
  }
  return out;
}
