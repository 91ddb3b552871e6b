import type { ComponentChildren } from 'preact';
import { count } from '../format/numbers.ts';
import { useQuery } from '../state/address.ts';
import { Icon } from './icon.tsx';

/** Laid out at once, however many there are. */
const ROWS = 100;

interface Props<T> {
  items: readonly T[];
  /** The parameter of the address that holds the place. */
  name: string;
  /** What they are, for who hears the page: "Pages of the results". */
  label: string;
  children: (shown: readonly T[]) => ComponentChildren;
}

/** A list that has come whole, by pages of a hundred. */
export function InPages<T>({ items, name, label, children }: Props<T>) {
  const [query, setQuery] = useQuery();
  const last = Math.max(0, Math.ceil(items.length / ROWS) - 1);
  const asked = Math.trunc(Number(query[name] ?? 1)) - 1;
  const at = Math.min(last, Math.max(0, Number.isNaN(asked) ? 0 : asked));
  const to = (page: number) => () => setQuery({ [name]: page === 0 ? undefined : String(page + 1) });
  const shown = items.slice(at * ROWS, (at + 1) * ROWS);
  return (
    <>
      {children(shown)}
      {last > 0 && (
        <nav class="paging" aria-label={label}>
          <button type="button" disabled={at === 0} onClick={to(0)}>
            <Icon name="first" /> First
          </button>
          <button type="button" disabled={at === 0} onClick={to(at - 1)}>
            <Icon name="left" /> Previous
          </button>
          <button type="button" disabled={at === last} onClick={to(at + 1)}>
            Next <Icon name="right" />
          </button>
          <span class="soft small number" role="status">
            {count(at * ROWS + 1)}–{count(at * ROWS + shown.length)} of {count(items.length)}
          </span>
        </nav>
      )}
    </>
  );
}
