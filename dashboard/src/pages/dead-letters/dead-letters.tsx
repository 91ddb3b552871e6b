import { useHealth } from '../../api.ts';
import { counted } from '../../format/numbers.ts';
import { useTitle } from '../../shell/title.ts';
import { useQuery } from '../../state/address.ts';
import { FilterFold } from '../../ui/filter-fold.tsx';
import { useMarks } from '../../ui/marks.ts';
import { Paging } from '../../ui/paging.tsx';
import { Empty, ReadState } from '../../ui/read-state.tsx';
import { useHeld } from '../../ui/use-held.ts';
import { BulkBar } from './bulk-bar.tsx';
import { Filters, filterOf, narrowing } from './filter.tsx';
import { Groups, useGroups } from './groups.tsx';
import { LettersTable } from './letters-table.tsx';
import { useDeadLetters } from './requests.ts';

const REFRESH_MS = 15_000;

/** What the consumers gave up on, why, and what can be done about it. */
export function DeadLetters() {
  useTitle('Dead letters');
  const [query] = useQuery();
  const page = Object.fromEntries(['limit', 'cursor'].flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const read = useDeadLetters({ ...filterOf(query), ...page }, query['cursor'] ? 0 : REFRESH_MS);
  const [data, held, region] = useHeld(read.data);
  const causes = (useGroups().data?.groups ?? []).map(({ cause }) => cause);
  const marks = useMarks((data?.dead_letters ?? []).map(({ id }) => id));
  return (
    <>
      <h1>Dead letters</h1>
      <p class="soft lead">
        Messages that could not be stored. Each keeps its payload and its reason; a replay sends it again, and storing
        it twice changes nothing.
      </p>
      <FilterFold set={narrowing(query)}>
        <Filters causes={causes} />
      </FilterFold>
      <div class="stack">
        <Groups />
        <section class="card" aria-labelledby="letters" aria-busy={read.loading}>
          <header>
            <h2 id="letters">Letters</h2>
            <BulkBar marks={marks} any={(data?.dead_letters ?? []).length > 0} />
          </header>
          {held && <p class="soft small">There are newer ones; they come when you look elsewhere.</p>}
          <ReadState of={{ ...read, data }} what="the dead letters" lines={8}>
            {({ dead_letters, next_cursor }) =>
              dead_letters.length === 0 ? (
                <None filtered={narrowing(query) > 0} status={query['status'] ?? 'open'} />
              ) : (
                <>
                  <div ref={region as { current: HTMLDivElement | null }}>
                    <LettersTable letters={dead_letters} marks={marks} />
                  </div>
                  <Paging next={next_cursor} shown={dead_letters.length} label="Pages of the dead letters" />
                </>
              )
            }
          </ReadState>
        </section>
      </div>
    </>
  );
}

function None({ filtered, status }: { filtered: boolean; status: string }) {
  if (filtered) {
    return (
      <Empty title="No dead letter matches this filter">Widen it: remove a filter, or choose the status Any.</Empty>
    );
  }
  return status === 'open' ? (
    <Empty title="No dead letter is open">
      <Waiting /> The settled ones are under <a href="?status=all">any status</a>.
    </Empty>
  ) : (
    <Empty title="There is none with this status">
      See the <a href="/dead-letters">open ones</a>.
    </Empty>
  );
}

/** What is on its way is neither stored nor dead. */
function Waiting() {
  const pipeline = useHealth(REFRESH_MS).data?.pipeline;
  const { outbox = null, queue_backlog = null } = pipeline ?? {};
  if (outbox === null) return <>Nothing that was given up on needs a hand.</>;
  const waits = [...some(outbox, 'in the outbox'), ...some(queue_backlog ?? 0, 'on the queue')];
  if (waits.length === 0) return <>Nothing waits in the outbox, and nothing needs a hand.</>;
  return <>Still to be stored: {waits.join(' and ')}.</>;
}

const some = (many: number, where: string): string[] => (many > 0 ? [`${counted(many, 'result')} ${where}`] : []);
