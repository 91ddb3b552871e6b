import { useState } from 'preact/hooks';
import { count } from '../../format/numbers.ts';
import { type Query, useQuery } from '../../state/address.ts';
import { Action, Obstacle } from '../../ui/action.tsx';
import type { Marks } from '../../ui/marks.ts';
import { filterOf } from './filter.tsx';
import { MoveMany } from './move-many.tsx';
import { ReplayMany } from './replay-many.tsx';
import { idsOf, type ReplayFilter } from './requests.ts';

type Doing = 'replay' | 'discard' | 'restore';

/** Which statuses an action can start from. */
const STARTS: Readonly<Record<Doing, readonly string[]>> = {
  replay: ['open'],
  discard: ['open'],
  restore: ['discarded', 'replayed'],
};
const WORDS: Readonly<Record<Doing, string>> = { replay: 'Replay', discard: 'Discard', restore: 'Restore' };

/** What can be done with the marked ones, or with all that the filter selects; nothing while there is not any. */
export function BulkBar({ marks, any }: { marks: Marks; any: boolean }) {
  const [query] = useQuery();
  const [doing, setDoing] = useState<Doing | null>(null);
  const marked = marks.ids.length > 0;
  const status = query['status'] ?? 'open';
  const possible = (Object.keys(STARTS) as Doing[]).filter((each) => status === 'all' || STARTS[each].includes(status));
  const close = () => {
    setDoing(null);
    marks.clear();
  };
  return (
    <div class="actions" role="group" aria-label="With several dead letters">
      {any && possible.length > 0 && (
        <>
          <span class="soft small">{marked ? `${count(marks.ids.length)} marked:` : 'All of this selection:'}</span>
          {possible.map((each) => (
            <Action
              key={each}
              scope="admin"
              tone={each === 'replay' ? 'primary' : 'plain'}
              onClick={() => setDoing(each)}
            >{`${WORDS[each]} ${marked ? 'marked' : 'all'}`}</Action>
          ))}
          <Obstacle scope="admin" />
        </>
      )}
      {doing === 'replay' && (
        <ReplayMany filter={marked ? { ids: [...marks.ids] } : replayFilter(filterOf(query))} onClose={close} />
      )}
      {doing !== null && doing !== 'replay' && (
        <MoveMany
          to={doing}
          gather={(onPage) => (marked ? Promise.resolve([...marks.ids]) : gatherAll(doing, query, onPage))}
          onClose={close}
        />
      )}
    </div>
  );
}

/** The list's filter as the replay takes it, which is about open ones by itself. */
const replayFilter = (filter: Query): ReplayFilter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => name !== 'status'));

async function gatherAll(doing: Doing, query: Query, onPage: (found: number) => boolean): Promise<string[]> {
  const filter = filterOf(query);
  const statuses = 'status' in filter ? [filter['status']] : STARTS[doing];
  const found: string[] = [];
  for (const status of statuses) {
    found.push(...(await idsOf({ ...filter, status }, (many) => onPage(found.length + many))));
  }
  return found;
}
