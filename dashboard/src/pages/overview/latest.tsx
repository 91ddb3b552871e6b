import { useHistory } from '../../api.ts';
import { historyPath } from '../../routes.ts';
import { ReadState } from '../../ui/read-state.tsx';
import { SourceNote } from '../../ui/source-note.tsx';
import { useHeld } from '../../ui/use-held.ts';
import { JobsTable } from '../history/jobs-table.tsx';
import { NoJobs } from '../history/no-jobs.tsx';

const REFRESH_MS = 15_000;
const COLUMNS = 'status,executed,type,report,symbols,duration,trigger,error';

/** The newest runs. While the pointer or the focus is on them they stay where they are. */
export function Latest() {
  const read = useHistory({ limit: '10' }, REFRESH_MS);
  const [data, held, region] = useHeld(read.data);
  return (
    <section class="card" aria-labelledby="latest" ref={region}>
      <header>
        <h2 id="latest">Latest runs</h2>
        <span class="soft small">
          {held ? 'There are newer ones; they come when you look elsewhere. ' : ''}
          <a href={historyPath()}>All</a>
        </span>
      </header>
      <ReadState of={{ ...read, data }} what="the latest runs" lines={10}>
        {({ jobs, source, warnings }) => (
          <>
            <SourceNote {...{ source, warnings }} />
            {jobs.length === 0 ? (
              <NoJobs source={source} />
            ) : (
              <JobsTable jobs={jobs} cols={COLUMNS} caption="The latest runs" />
            )}
          </>
        )}
      </ReadState>
    </section>
  );
}
