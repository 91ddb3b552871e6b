import type { Query } from '../../state/address.ts';
import { useQuery } from '../../state/address.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { REASON_CHOICES } from './words.ts';

const NARROWING = ['reason', 'type', 'cause', 'from', 'to'] as const;

/** The API's filter of the page's address. Without a status the open ones are meant; `all` means any. */
export function filterOf(query: Query): Query {
  const status = query['status'] ?? 'open';
  const named: Query = Object.fromEntries(NARROWING.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  return { ...(status !== 'all' && { status }), ...named };
}

/** How many filters narrow the list further than its status. */
export const narrowing = (query: Query): number => NARROWING.filter((name) => query[name]).length;

const STATUSES = [
  ['open', 'Open'],
  ['replayed', 'Replayed'],
  ['resolved', 'Resolved'],
  ['discarded', 'Discarded'],
  ['all', 'Any'],
] as const;

/** Which dead letters to show. Each change is a step that the browser's back button takes back. */
export function Filters({ causes }: { causes: readonly string[] }) {
  const [query, setQuery] = useQuery();
  const set = (name: string) => (value: string) => {
    if (value !== (query[name] ?? '')) setQuery({ [name]: value, cursor: undefined });
  };
  const props = (name: string) => ({ name, value: query[name] ?? '', onChange: set(name) });
  const clear = Object.fromEntries([...NARROWING, 'cursor'].map((name) => [name, undefined]));
  return (
    <search class="filters" aria-label="Filter the dead letters">
      <Choice
        label="Status"
        name="status"
        value={query['status'] ?? 'open'}
        onChange={(status) => setQuery({ status: status === 'open' ? undefined : status, cursor: undefined })}
        options={STATUSES}
      />
      <Choice label="Reason" {...props('reason')} options={[['', 'Any'], ...REASON_CHOICES]} />
      <Field label="Cause" {...props('cause')} options={causes} isSearch />
      <Field label="Job type" {...props('type')} options={['analysis']} />
      <Field label="From" {...props('from')} type="date" />
      <Field label="To" {...props('to')} type="date" />
      <button type="button" disabled={narrowing(query) === 0} onClick={() => setQuery(clear)}>
        Clear
      </button>
    </search>
  );
}
