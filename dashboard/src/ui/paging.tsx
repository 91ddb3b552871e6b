import { useLocation } from 'preact-iso/router';
import { queryString, useQuery } from '../state/address.ts';
import { pageBefore, remember } from '../state/trail.ts';
import { Choice } from './field.tsx';
import { Icon } from './icon.tsx';

const SIZES = ['25', '50', '100', '200'];

/** What leads to the first page, to the one before and to the next, by what the list is sorted by. */
const WORDS = {
  time: ['Newest', 'Newer', 'Older'],
  name: ['First', 'Previous', 'Next'],
} as const;

interface Props {
  next: string | null;
  shown: number;
  label: string;
  by?: keyof typeof WORDS;
  /** Rows on a page unless another number is chosen. */
  usual?: string;
}

/** From page to page. The API's cursors lead one way; the way back is what this tab remembers of its way. */
export function Paging({ next, shown, label, by = 'time', usual = '50' }: Props) {
  const { path } = useLocation();
  const [query, setQuery] = useQuery();
  const { cursor } = query;
  const before = cursor === undefined ? undefined : pageBefore(cursor);
  const [first, back, on] = WORDS[by];
  if (shown === 0 && cursor === undefined && next === null) return null;
  const page = (to: string | null | undefined) => path + queryString({ ...query, cursor: to ?? undefined });
  return (
    <nav class="paging" aria-label={label}>
      {cursor !== undefined && (
        <a class="button" href={page(null)}>
          <Icon name="first" /> {first}
        </a>
      )}
      {before !== undefined && (
        <a class="button" rel="prev" href={page(before)}>
          <Icon name="left" /> {back}
        </a>
      )}
      {next !== null && (
        <a class="button" rel="next" href={page(next)} onClick={() => remember(next, cursor)}>
          {on} <Icon name="right" />
        </a>
      )}
      <span class="soft small">{next === null ? 'That is all.' : `${shown} on this page.`}</span>
      <Choice
        label="Rows on a page"
        name="limit"
        value={query['limit'] ?? usual}
        onChange={(limit) => setQuery({ limit: limit === usual ? undefined : limit, cursor: undefined })}
        options={SIZES.map((size) => [size, size] as const)}
      />
    </nav>
  );
}
