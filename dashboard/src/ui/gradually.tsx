import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';

/** About a screenful; laid out in one task. */
const ROWS = 20;

interface Props<T> {
  items: readonly T[];
  /** Makes the row of one; the same function as long as it makes the same row. */
  row: (item: T) => ComponentChildren;
}

/** A long list, a screenful a task: the first at once, so that neither it nor a click has to wait for the last. */
export function Gradually<T>({ items, row }: Props<T>) {
  const parts = useMemo(
    () => Array.from({ length: Math.ceil(items.length / ROWS) }, (_, at) => items.slice(at * ROWS, (at + 1) * ROWS)),
    [items],
  );
  const [shown, setShown] = useState(1);
  useEffect(() => {
    if (shown >= parts.length) return;
    const timer = setTimeout(() => setShown(shown + 1));
    return () => clearTimeout(timer);
  }, [shown, parts.length]);
  return (
    <>
      {parts.slice(0, shown).map((part, at) => (
        <Part key={at} items={part} row={row} />
      ))}
    </>
  );
}

/** Renders again only when its own rows change. */
function Part<T>({ items, row }: Props<T>) {
  return useMemo(() => <>{items.map(row)}</>, [items, row]);
}
