import { useMemo, useState } from 'preact/hooks';

/** Which of the things on screen are marked. */
export interface Marks {
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Marks all of them, or none when all are. */
  toggleAll: () => void;
  clear: () => void;
}

/** Marks on things that come and go: what has left the screen is not marked any more. */
export function useMarks(shown: readonly string[]): Marks {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const ids = useMemo(() => shown.filter((id) => marked.has(id)), [shown, marked]);
  return {
    ids,
    has: (id) => marked.has(id),
    toggle: (id) => setMarked(new Set(marked.has(id) ? [...marked].filter((each) => each !== id) : [...marked, id])),
    toggleAll: () => setMarked(new Set(ids.length === shown.length ? [] : shown)),
    clear: () => setMarked(new Set()),
  };
}
