import { StringDecoder } from 'node:string_decoder';
import { fileChunks } from './file-chunks.ts';

const PIECE_BYTES = 4_000_000;

/** Quoted text (a doubled quote is two of them), comments, words, the end of a statement, and whatever else. */
const TOKEN =
  /'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*(?:[^]*?\*\/)?|[a-z_]\w*|;|\s+|[^'"`[\-/a-z_;\s]+|[^]/giy;

/** What nothing has closed yet. */
const OPENERS = new Set(["'", '"', '`', '[', '/*']);

type State = 'start' | 'create' | 'within' | 'trigger' | 'trigger;' | 'trigger;end';

/** As SQLite tells it (sqlite3_complete): a trigger's statements end within it, it ends with `; END;`. */
function after(state: State, token: string): State {
  const word = token.toUpperCase();
  if (state === 'trigger;end' && token === ';') return 'start';
  if (state.startsWith('trigger'))
    return token === ';' ? 'trigger;' : state === 'trigger;' && word === 'END' ? 'trigger;end' : 'trigger';
  if (token === ';') return 'start';
  if (state === 'create' && word === 'TRIGGER') return 'trigger';
  const isCreate = (state === 'start' && word === 'CREATE') || (state === 'create' && /^TEMP(ORARY)?$/.test(word));
  return isCreate ? 'create' : 'within';
}

/** How far a text holds whole statements; the rest may be the beginning of another. */
function wholeUpTo(text: string): number {
  let state: State = 'start';
  let end = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (OPENERS.has(token)) break;
    if (token.startsWith('--') && index + token.length === text.length) break;
    if (/^(?:\s|--|\/\*)/.test(token)) continue;
    state = after(state, token);
    if (state === 'start') end = index + token.length;
  }
  return end;
}

/** SQL cannot hold a NUL, nor SQLite read on after one: a text that has one is written by its bytes. */
const withoutNul = (sql: string): string =>
  sql.includes('\0')
    ? sql.replaceAll(/'[^']*(?:''[^']*)*'/g, (text) => (text.includes('\0') ? byBytes(text) : text))
    : sql;

const byBytes = (quoted: string): string =>
  `CAST(X'${Buffer.from(quoted.slice(1, -1).replaceAll("''", "'")).toString('hex')}' AS TEXT)`;

/** A file of SQL in pieces of whole statements: it may be longer than a string can be. */
export function* sqlPieces(file: string, pieceBytes = PIECE_BYTES): Generator<string> {
  let rest = '';
  for (const text of textOf(file, pieceBytes)) {
    const read = rest + text;
    const end = wholeUpTo(read);
    if (end > 0) yield withoutNul(read.slice(0, end));
    rest = read.slice(end);
  }
  if (rest.trim() !== '') yield withoutNul(rest);
}

function* textOf(file: string, pieceBytes: number): Generator<string> {
  const decoder = new StringDecoder('utf8');
  for (const chunk of fileChunks(file, pieceBytes)) yield decoder.write(chunk);
  yield decoder.end();
}
