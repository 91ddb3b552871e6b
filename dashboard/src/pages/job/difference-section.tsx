import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Job, type JobResult, useHistory, useJob } from '../../api.ts';
import { counted, percent } from '../../format/numbers.ts';
import { jobPath, referenceOf, symbolPath } from '../../routes.ts';
import { To } from '../../ui/icon.tsx';
import { InPages } from '../../ui/in-pages.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Sentiment } from '../../ui/sentiment.tsx';
import { Time } from '../../ui/time.tsx';
import { difference, type SymbolChange } from './difference.ts';

/** Runs of one kind on one business date that may lie between this run and the one before. */
const LOOK_BACK = '50';

/** The newest run of the same kind before this one; null when there is none, undefined until that is known. */
function usePrevious(job: Job): Job | null | undefined {
  const date = job.execution_date ?? job.executed_at.slice(0, 10);
  const filter = { type: job.job_type, report_type: job.report_type ?? undefined, to: date, limit: LOOK_BACK };
  const { data } = useHistory(filter);
  if (!data) return undefined;
  const isBefore = (other: Job) =>
    other.executed_at < job.executed_at || (other.executed_at === job.executed_at && Number(other.id) < Number(job.id));
  return data.jobs.find((other) => other.report_type === job.report_type && isBefore(other)) ?? null;
}

/** What differs from the run of the same kind before this one: flips, confidences, symbols that came or went. */
export function Difference({ job, results }: { job: Job; results: readonly JobResult[] }) {
  const previous = usePrevious(job);
  const read = useJob(previous ? referenceOf(previous) : null);
  if (previous === undefined) return null;
  return (
    <section class="card" aria-labelledby="difference">
      <header>
        <h2 id="difference">Since the previous run</h2>
        {previous && (
          <a class="small" href={jobPath(referenceOf(previous))}>
            <Time at={previous.executed_at} />
          </a>
        )}
      </header>
      {previous === null ? (
        <p class="soft">This is the first run of its kind.</p>
      ) : (
        <ReadState of={read} what="the previous run">
          {(before) => <Changes before={before.results} after={results} />}
        </ReadState>
      )}
    </section>
  );
}

function Changes({ before, after }: { before: readonly JobResult[]; after: readonly JobResult[] }) {
  const changes = useMemo(() => difference(before, after), [before, after]);
  if (changes.length === 0) return <p class="soft">The same symbols, the same sentiments, the same confidences.</p>;
  const flips = changes.filter(({ kind }) => kind === 'flip').length;
  return (
    <>
      <p class="soft small">
        {counted(changes.length, 'symbol')} changed, {counted(flips, 'flip')}.
      </p>
      <InPages items={changes} name="changes" label="Pages of the changes">
        {(shown) => (
          <ul class="rows">
            {shown.map((change) => (
              <li key={change.symbol} class="line">
                <a class="symbol" href={symbolPath(change.symbol)}>
                  <bdi>{change.symbol}</bdi>
                </a>
                <span>{DESCRIBE[change.kind](change)}</span>
              </li>
            ))}
          </ul>
        )}
      </InPages>
    </>
  );
}

const mood = (result: JobResult | null) => <Sentiment of={result?.sentiment ?? null} />;

function confidences({ before, after }: SymbolChange): ComponentChildren {
  const points = Math.round(((after?.confidence ?? 0) - (before?.confidence ?? 0)) * 1000) / 10;
  return (
    <span class="number">
      {percent(before?.confidence)} <To /> {percent(after?.confidence)}
      <span class="soft">
        {' '}
        ({points > 0 ? '+' : '−'}
        {Math.abs(points)})
      </span>
    </span>
  );
}

const DESCRIBE: Readonly<Record<SymbolChange['kind'], (change: SymbolChange) => ComponentChildren>> = {
  flip: (change) => (
    <>
      <strong>Flip</strong> {mood(change.before)} <To /> {mood(change.after)}, {confidences(change)}
    </>
  ),
  confidence: (change) => <>Confidence {confidences(change)}</>,
  missing: ({ before }) => <>No longer there; it was {mood(before)}</>,
  new: ({ after }) => <>New: {after?.error === null ? mood(after) : 'failed'}</>,
  failed: ({ before }) => <>Failed now; it was {mood(before)}</>,
  recovered: ({ after }) => <>Failed before; now {mood(after)}</>,
};
