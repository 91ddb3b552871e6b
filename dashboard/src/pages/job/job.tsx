import { useMemo } from 'preact/hooks';
import { useRoute } from 'preact-iso/router';
import { type JobAnswer, jobAddress, useJob } from '../../api.ts';
import { historyPath, referenceOf } from '../../routes.ts';
import { useTitle } from '../../shell/title.ts';
import { rawText } from '../../state/reads.ts';
import { Fold } from '../../ui/fold.tsx';
import { Json } from '../../ui/json.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { SourceNote } from '../../ui/source-note.tsx';
import { Status } from '../../ui/status.tsx';
import { Time } from '../../ui/time.tsx';
import { Difference } from './difference-section.tsx';
import { FailedSymbols } from './failed-symbols.tsx';
import { Lineage } from './lineage.tsx';
import { Results } from './results.tsx';
import { Snapshot } from './snapshot.tsx';
import { Summary } from './summary.tsx';

/** One run: what it said, what failed, where it came from, and how it differs from the one before. */
export function JobPage() {
  const reference = useRoute().params['reference'] ?? '';
  const read = useJob(reference);
  useTitle(read.data ? `${read.data.job.job_type} ${referenceOf(read.data.job)}` : `Job ${reference}`);
  return (
    <>
      <p class="crumbs">
        <a href={historyPath()}>History</a>
      </p>
      {read.data === null && <h1>Job</h1>}
      <ReadState of={read} what="the job" lines={16}>
        {(answer) => <Found {...answer} reference={reference} />}
      </ReadState>
    </>
  );
}

function Found({ job, results, snapshot, source, reference }: JobAnswer & { reference: string }) {
  const details = useMemo(() => results.filter(({ result_type }) => result_type !== 'report_snapshot'), [results]);
  const settled = useMemo(() => details.filter(({ error }) => error === null), [details]);
  const raw = rawText(jobAddress(reference));
  return (
    <>
      <div class="head">
        <h1>
          <bdi>{job.report_type ?? job.job_type}</bdi>
        </h1>
        <Status state={job.status} />
        <span class="soft">
          <Time at={job.executed_at} />
        </span>
      </div>
      <SourceNote source={source} />
      <div class="stack">
        <Summary job={job} results={details} />
        <FailedSymbols job={job} results={details} />
        <Results results={settled} />
        {snapshot !== null && <Snapshot {...{ reference, snapshot }} />}
        <Difference job={job} results={details} />
        <Lineage job={job} />
        <Fold class="card fold" summary={<h2>JSON</h2>}>
          {() => raw !== null && <Json text={raw} label="The job as the API answers it" />}
        </Fold>
      </div>
    </>
  );
}
