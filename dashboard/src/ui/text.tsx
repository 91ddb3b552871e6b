import { useState } from 'preact/hooks';

/** Longest text that a cell of a table lays out; the rest is a click away on the row's own page. */
const CELL_CHARACTERS = 240;
const PARAGRAPH_CHARACTERS = 1200;

/** Cuts between characters, never inside a surrogate pair. */
function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return `${text.slice(0, end)}…`;
}

/** Stored text on one line, isolated from the writing direction around it. */
export const Cell = ({ children, most = CELL_CHARACTERS }: { children: string; most?: number }) => (
  <bdi class="cell" title={children.length > 40 ? clip(children, 1000) : undefined}>
    {clip(children, most)}
  </bdi>
);

/** Stored text of any length, as a paragraph; what is long opens on request. */
export function Prose({ children }: { children: string }) {
  const [open, setOpen] = useState(false);
  const long = children.length > PARAGRAPH_CHARACTERS;
  return (
    <div class="prose">
      <bdi>{open ? children : clip(children, PARAGRAPH_CHARACTERS)}</bdi>
      {long && (
        <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : `Show all ${children.length.toLocaleString('en')} characters`}
        </button>
      )}
    </div>
  );
}
