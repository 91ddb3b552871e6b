import type { ComponentChildren } from 'preact';
import type { Job } from '../../api.ts';
import { Copy } from '../../ui/copy.tsx';
import { Prose } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';

const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <>
    <dt>
      <bdi>{name}</bdi>
    </dt>
    <dd>{children}</dd>
  </>
);

/** Where the run came from and what this system made of it. */
export const Lineage = ({ job }: { job: Job }) => (
  <section class="card" aria-labelledby="lineage">
    <header>
      <h2 id="lineage">Lineage</h2>
    </header>
    <dl class="pairs">
      <Fact name="Execution key">
        {job.execution_key === null ? (
          <span class="soft">none: the row is from before this system</span>
        ) : (
          <>
            <code>
              <bdi>{job.execution_key}</bdi>
            </code>{' '}
            <Copy text={job.execution_key} />
          </>
        )}
      </Fact>
      <Fact name="Executed">
        <Time at={job.executed_at} />
      </Fact>
      <Fact name="Completed">{job.revision === null ? '—' : <Time at={instant(job.revision)} />}</Fact>
      <Fact name="Stored">
        <Time at={job.persisted_at ?? job.created_at} />
      </Fact>
      {Object.entries(job.metadata).map(([name, value]) => (
        <Fact key={name} name={METADATA.get(name) ?? name}>
          <Prose>{typeof value === 'string' ? value : JSON.stringify(value)}</Prose>
        </Fact>
      ))}
      <Fact name="Content hash">
        <code>{job.content_hash ?? '—'}</code>
      </Fact>
    </dl>
  </section>
);

const METADATA: ReadonlyMap<string, string> = new Map([
  ['trigger_source', 'Trigger'],
  ['source', 'Origin'],
  ['workflow_run_id', 'Workflow run'],
  ['original_key', 'Key in KV'],
]);

/** A revision is epoch ms; a number beyond the calendar is shown as it is. */
function instant(revision: number): string {
  return revision <= 8.64e15 ? new Date(revision).toISOString() : String(revision);
}
