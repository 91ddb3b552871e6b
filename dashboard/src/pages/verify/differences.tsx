import { jobPath } from '../../routes.ts';
import { useQuery } from '../../state/address.ts';
import { Choice } from '../../ui/field.tsx';
import { InPages } from '../../ui/in-pages.tsx';
import { Empty } from '../../ui/read-state.tsx';
import { lookOf, Status } from '../../ui/status.tsx';
import { Cell } from '../../ui/text.tsx';
import type { VerifyEntry } from './scan.ts';

/** What is not the same, each with where it differs. */
export function Differences({ entries }: { entries: readonly VerifyEntry[] }) {
  const [query, setQuery] = useQuery();
  const outcome = query['outcome'] ?? '';
  const found = [...new Set(entries.map((entry) => entry.outcome))];
  const shown = outcome === '' ? entries : entries.filter((entry) => entry.outcome === outcome);
  return (
    <section class="card" aria-labelledby="differences">
      <header>
        <h2 id="differences">Differences</h2>
        <Choice
          label="Outcome"
          name="outcome"
          value={outcome}
          onChange={(value) => setQuery({ outcome: value, differences: undefined }, true)}
          options={[['', 'Any'], ...found.map((each) => [each, lookOf(each).word] as const)]}
        />
      </header>
      {shown.length === 0 && <Empty title="None is of this kind">Choose another outcome.</Empty>}
      <InPages items={shown} name="differences" label="Pages of the differences">
        {(some) => (
          <ul class="rows" aria-label="What differs">
            {some.map((entry) => (
              <Difference key={`${entry.key} ${entry.execution_key ?? ''}`} entry={entry} />
            ))}
          </ul>
        )}
      </InPages>
    </section>
  );
}

const Difference = ({
  entry: { key, execution_key, outcome, fields, reason, healable, d1 },
}: {
  entry: VerifyEntry;
}) => (
  <li>
    <p class="line">
      <code>
        <Cell most={120}>{key}</Cell>
      </code>
      {execution_key !== null && d1 !== null && (
        <a class="small" href={jobPath(execution_key)}>
          its run
        </a>
      )}
      <span class="push">
        <Status state={outcome} />
      </span>
    </p>
    {reason !== null && (
      <p class="soft small">
        <Cell most={400}>{reason}</Cell>
      </p>
    )}
    {fields.length > 0 && (
      <p class="soft small">
        Differs at{' '}
        <code>
          <Cell most={400}>{fields.join(' ')}</Cell>
        </code>
      </p>
    )}
    {!healable && outcome === 'unreadable' && <p class="soft small">Sending it again would not help.</p>}
  </li>
);
