import { useTitle } from '../../shell/title.ts';
import { useQuery } from '../../state/address.ts';
import { Paging } from '../../ui/paging.tsx';
import { Empty, ReadState } from '../../ui/read-state.tsx';
import { BackfillsTable } from './backfills-table.tsx';
import { useBackfills } from './requests.ts';
import { StartForm } from './start-form.tsx';

const REFRESH_MS = 5000;

/** From the old store into the database: start one, and see how each went. */
export function Backfills() {
  useTitle('Backfills');
  const [query] = useQuery();
  const page = Object.fromEntries(['limit', 'cursor'].flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const read = useBackfills(page, REFRESH_MS);
  return (
    <>
      <h1>Backfills</h1>
      <p class="soft lead">
        Old results stand under keys in KV. A backfill takes them through the queue into the database; what is there
        already stays as it is. A dry run says first what would happen, and writes no result.
      </p>
      <div class="stack">
        <StartForm earlier={read.data?.backfills ?? []} />
        <section class="card" aria-labelledby="all">
          <header>
            <h2 id="all">All of them</h2>
          </header>
          <ReadState of={read} what="the backfills" lines={6}>
            {({ backfills, next_cursor }) =>
              backfills.length === 0 ? (
                <Empty title="There has been none yet">Begin with a dry run above.</Empty>
              ) : (
                <>
                  <BackfillsTable backfills={backfills} />
                  <Paging next={next_cursor} shown={backfills.length} label="Pages of the backfills" />
                </>
              )
            }
          </ReadState>
        </section>
      </div>
    </>
  );
}
