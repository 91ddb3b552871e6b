import { useMemo } from 'preact/hooks';
import { bytes } from '../format/numbers.ts';
import { prettyJson } from '../format/pretty-json.ts';
import { Copy } from './copy.tsx';
import { saveAs } from './save-as.ts';

/** Characters laid out; more would hold up the page. */
const SHOWN_CHARACTERS = 100_000;
/** Longer text is copied as it came: to indent it would take longer than a click may. */
const INDENTED_CHARACTERS = 500_000;

interface Props {
  text: string;
  label: string;
  isJson?: boolean;
}

/** JSON text, indented, with every number as it was sent; other text as it is. All of it can be copied and saved. */
export function Json({ text, label, isJson = true }: Props) {
  const begun = useMemo(() => (isJson ? prettyJson(text, SHOWN_CHARACTERS) : text), [text, isJson]);
  const size = useMemo(() => bytes(new Blob([text]).size), [text]);
  const isCut = begun.length > SHOWN_CHARACTERS;
  const isIndented = isJson && text.length <= INDENTED_CHARACTERS;
  const save = () => saveAs(new Blob([text]), isJson ? 'jobledger.json' : 'jobledger.txt');
  return (
    <>
      <p class="actions">
        <Copy text={() => (isIndented ? prettyJson(text) : text)}>{isJson ? 'Copy JSON' : 'Copy'}</Copy>
        {isCut && (
          <button type="button" class="quiet" onClick={save}>
            Save as a file
          </button>
        )}
        <span class="soft small">
          {size}
          {isCut && `; below are the first ${bytes(SHOWN_CHARACTERS)}`}
        </span>
      </p>
      <pre class="json" tabIndex={0} role="region" aria-label={label}>
        {begun.slice(0, SHOWN_CHARACTERS)}
      </pre>
    </>
  );
}
