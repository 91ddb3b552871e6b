import { stripVTControlCharacters } from 'node:util';

const TABLE = /^Your Worker has access to the following bindings:/;
const ROW = /^(?:Binding\s|env\.)/;
const STATUS = /^⎔ Connection status updated/;

/**
 * Passes on wrangler's lines but for its table of bindings, which it prints again whenever somebody connects: nobody
 * would find a request, or what the Worker logs, among them.
 */
export function withoutBindings(print: (line: string) => void): (line: string) => void {
  let inTable = false;
  return (line) => {
    const text = stripVTControlCharacters(line);
    const wasInTable = inTable;
    inTable = TABLE.test(text) || (inTable && ROW.test(text));
    const endsTable = wasInTable && text === '';
    if (!inTable && !endsTable && !STATUS.test(text)) print(line);
  };
}
