import { useEffect, useState } from 'preact/hooks';

type Copied = 'not yet' | 'copied' | 'refused';
const WORDS: Readonly<Record<Copied, string | null>> = {
  'not yet': null,
  copied: 'Copied',
  refused: 'The browser refused',
};

/** Puts text on the clipboard and says so for two seconds. */
export function Copy({ text, children = 'Copy' }: { text: string | (() => string); children?: string }) {
  const [copied, setCopied] = useState<Copied>('not yet');
  useEffect(() => {
    if (copied === 'not yet') return;
    const timer = setTimeout(() => setCopied('not yet'), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    void navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => setCopied('copied'),
      () => setCopied('refused'),
    );
  return (
    <>
      <button type="button" class="quiet" onClick={copy}>
        {WORDS[copied] ?? children}
      </button>
      <span role="status" class="unseen">
        {WORDS[copied]}
      </span>
    </>
  );
}
