import { useMemo, useState } from 'preact/hooks';
import { bytes } from '../format/numbers.ts';
import { prettyJson } from '../format/pretty-json.ts';
import { Copy } from './copy.tsx';

/** Characters laid out at once; more would hold up the page. */
const SHOWN_CHARACTERS = 200_000;

/** JSON text, indented, with every number as it was sent; other text as it is. The whole of it can be copied. */
export function Json({ text, label, isJson = true }: { text: string; label: string; isJson?: boolean }) {
  const pretty = useMemo(() => (isJson ? prettyJson(text) : text), [text, isJson]);
  const [all, setAll] = useState(false);
  const cut = !all && pretty.length > SHOWN_CHARACTERS;
  return (
    <>
      <p class="actions">
        <Copy text={pretty}>{isJson ? 'Copy JSON' : 'Copy'}</Copy>
        <span class="soft small">{bytes(new Blob([text]).size)}</span>
      </p>
      <pre class="json" tabIndex={0} role="region" aria-label={label}>
        {cut ? pretty.slice(0, SHOWN_CHARACTERS) : pretty}
      </pre>
      {cut && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          Show all of it
        </button>
      )}
    </>
  );
}
