import { Fragment } from 'preact';
import { type JobAnswer, snapshotAddress } from '../../api.ts';
import { Json } from '../../ui/json.tsx';
import { Prose } from '../../ui/text.tsx';

type Content = NonNullable<JobAnswer['snapshot']>['content'];

interface Props {
  reference: string;
  snapshot: NonNullable<JobAnswer['snapshot']>;
}

/** The report that the run archived: its content, and its page where it has one. */
export const Snapshot = ({ reference, snapshot: { content, html } }: Props) => (
  <>
    {html && <Frame reference={reference} />}
    {content !== null && (
      <section class="card" aria-labelledby="content">
        <header>
          <h2 id="content">Report content</h2>
        </header>
        <Value of={content} label="Report content" />
      </section>
    )}
  </>
);

/** The page as it was stored. The frame is sandboxed: it can run nothing, submit nothing and go nowhere. */
const Frame = ({ reference }: { reference: string }) => (
  <section class="card" aria-labelledby="snapshot">
    <header>
      <h2 id="snapshot">Report snapshot</h2>
      <a href={snapshotAddress(reference)}>Open alone</a>
    </header>
    <iframe class="snapshot" title="Report snapshot" sandbox="" src={snapshotAddress(reference)} loading="lazy" />
  </section>
);

/** Names laid out one by one; an object of more is shown as JSON. */
const MOST_NAMES = 100;

/** An object as its names and values, text as text, anything else as JSON. */
function Value({ of, label }: { of: Content; label: string }) {
  if (typeof of === 'string') return <Prose>{of}</Prose>;
  const pairs = typeof of === 'object' && of !== null && !Array.isArray(of) ? Object.entries(of) : [];
  if (pairs.length === 0 || pairs.length > MOST_NAMES) return <Json text={JSON.stringify(of)} label={label} />;
  return (
    <dl class="pairs">
      {pairs.map(([name, value]) => (
        <Fragment key={name}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd>
            {typeof value === 'object' && value !== null ? (
              <Json text={JSON.stringify(value)} label={name} />
            ) : (
              <Prose>{String(value)}</Prose>
            )}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
