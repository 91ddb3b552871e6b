import { historyAddress, useHistory, useSymbols } from '../../api.ts';
import { useTitle } from '../../shell/title.ts';
import { useQuery } from '../../state/address.ts';
import { FilterFold } from '../../ui/filter-fold.tsx';
import { Paging } from '../../ui/paging.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { SourceNote } from '../../ui/source-note.tsx';
import { ColumnChoice } from './column-choice.tsx';
import { Export } from './export.tsx';
import { filterCount, filterOf } from './filter.ts';
import { Filters } from './filters.tsx';
import { JobsTable } from './jobs-table.tsx';
import { NoJobs } from './no-jobs.tsx';

/** The newest page asks again by itself; older pages do not change. */
const REFRESH_MS = 15_000;

/** Every stored run, newest first, narrowed by the filters in the address. */
export function History() {
  useTitle('History');
  const [query] = useQuery();
  const read = useHistory(filterOf(query), query['cursor'] ? 0 : REFRESH_MS);
  const symbols = useSymbols();
  return (
    <>
      <div class="head">
        <h1>History</h1>
        <div class="actions">
          <Export />
          <ColumnChoice />
        </div>
      </div>
      <FilterFold set={filterCount(query)}>
        <Filters jobs={read.data?.jobs ?? []} symbols={(symbols.data?.symbols ?? []).map(({ symbol }) => symbol)} />
      </FilterFold>
      <section class="card" aria-label="Jobs" aria-busy={read.loading}>
        <ReadState of={read} what="the history" lines={20}>
          {({ jobs, source, warnings, next_cursor }) => (
            <>
              <SourceNote {...{ source, warnings }} />
              {jobs.length === 0 ? <NoJobs source={source} filtered={filterCount(query) > 0} /> : null}
              {jobs.length > 0 && (
                <JobsTable
                  key={historyAddress(filterOf(query))}
                  jobs={jobs}
                  cols={query['cols']}
                  caption="Jobs, newest first"
                />
              )}
              <Paging next={next_cursor} shown={jobs.length} label="Pages of the history" />
            </>
          )}
        </ReadState>
      </section>
    </>
  );
}
