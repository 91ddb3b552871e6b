import type { ComponentChildren } from 'preact';
import { useNarrow } from './use-narrow.ts';

interface Props {
  /** How many filters are set: the fold is open when there are any. */
  set: number;
  children: ComponentChildren;
}

/** Filters behind a summary where there is no room for them. */
export const FilterFold = ({ set, children }: Props) =>
  useNarrow() ? (
    <details class="filter-fold" open={set > 0}>
      <summary class="button">{set > 0 ? `Filters (${set})` : 'Filters'}</summary>
      {children}
    </details>
  ) : (
    <>{children}</>
  );
