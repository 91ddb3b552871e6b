import { useLocation } from 'preact-iso/router';
import { queryString, useQuery } from '../state/address.ts';
import { newerThan, remember } from '../state/trail.ts';
import { Choice } from './field.tsx';
import { Icon } from './icon.tsx';

const SIZES = ['25', '50', '100', '200'];

interface Props {
  next: string | null;
  shown: number;
  label: string;
}

/** From page to page. The API's cursors lead to older entries; the way back is what this tab remembers of its way. */
export function Paging({ next, shown, label }: Props) {
  const { path } = useLocation();
  const [query, setQuery] = useQuery();
  const { cursor } = query;
  const newer = cursor === undefined ? undefined : newerThan(cursor);
  const page = (to: string | null | undefined) => path + queryString({ ...query, cursor: to ?? undefined });
  return (
    <nav class="paging" aria-label={label}>
      {cursor !== undefined && (
        <a class="button" href={page(null)}>
          <Icon name="first" /> Newest
        </a>
      )}
      {newer !== undefined && (
        <a class="button" rel="prev" href={page(newer)}>
          <Icon name="left" /> Newer
        </a>
      )}
      {next !== null && (
        <a class="button" rel="next" href={page(next)} onClick={() => remember(next, cursor)}>
          Older <Icon name="right" />
        </a>
      )}
      <span class="soft small">{next === null ? 'That is all.' : `${shown} on this page.`}</span>
      <Choice
        label="Rows on a page"
        name="limit"
        value={query['limit'] ?? '50'}
        onChange={(limit) => setQuery({ limit: limit === '50' ? undefined : limit, cursor: undefined })}
        options={SIZES.map((size) => [size, size] as const)}
      />
    </nav>
  );
}
