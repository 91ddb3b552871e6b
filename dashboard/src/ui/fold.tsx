import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  summary: ComponentChildren;
  class?: string;
  children: () => ComponentChildren;
}

/** Opens on a click; what is inside is not made before. */
export function Fold({ summary, class: look, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details class={look} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children()}
    </details>
  );
}
