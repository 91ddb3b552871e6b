import { useLocation } from 'preact-iso/router';
import { useDeadLetterGroups } from '../../api.ts';
import { count } from '../../format/numbers.ts';
import { queryString, useQuery } from '../../state/address.ts';
import { ReadState } from '../../ui/read-state.tsx';
import { Cell } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { filterOf } from './filter.tsx';
import type { DeadLetterGroup } from './requests.ts';
import { reasonWord } from './words.ts';

const REFRESH_MS = 15_000;

/** The causes of what is selected. */
export const useGroups = () => useDeadLetterGroups(filterOf(useQuery()[0]), REFRESH_MS);

/** What the dead letters died of, the commonest first; each leads to its letters. */
export function Groups() {
  const read = useGroups();
  if (read.data?.groups.length === 0) return null;
  return (
    <section class="card" aria-labelledby="causes">
      <header>
        <h2 id="causes">By cause</h2>
      </header>
      <ReadState of={read} what="the causes" lines={3}>
        {({ groups, more }) => (
          <>
            <GroupList groups={groups} />
            {more && <p class="soft small">There are further causes; narrow the filter to see them.</p>}
          </>
        )}
      </ReadState>
    </section>
  );
}

const GroupList = ({ groups }: { groups: readonly DeadLetterGroup[] }) =>
  useNarrow() ? (
    <ul class="rows">
      {groups.map((group) => (
        <li key={group.cause}>
          <p class="line">
            <strong class="number">{count(group.count)}</strong> {reasonWord(group.reason)}
            <span class="push soft small">
              <Time at={group.newest_at} />
            </span>
          </p>
          <Cause group={group} />
        </li>
      ))}
    </ul>
  ) : (
    <div class="scroll">
      <table>
        <caption class="unseen">Dead letters by cause</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              Letters
            </th>
            <th scope="col">Reason</th>
            <th scope="col">Cause</th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.cause}>
              <td class="number">{count(group.count)}</td>
              <td>{reasonWord(group.reason)}</td>
              <td>
                <Cause group={group} />
              </td>
              <td>
                <Time at={group.oldest_at} />
              </td>
              <td>
                <Time at={group.newest_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

/** The cause without the reason it begins with, which stands beside it. */
function Cause({ group: { cause, reason } }: { group: DeadLetterGroup }) {
  const { path } = useLocation();
  const [query] = useQuery();
  const chosen = query['cause'] === cause;
  const to = path + queryString({ ...query, cause: chosen ? undefined : cause, cursor: undefined });
  return (
    <a href={to} aria-current={chosen ? 'true' : undefined}>
      <Cell most={120}>{cause.replace(`${reason}: `, '')}</Cell>
    </a>
  );
}
