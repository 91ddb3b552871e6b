import { jobPath } from '../../routes.ts';
import { useQuery } from '../../state/address.ts';
import { Choice } from '../../ui/field.tsx';
import { Paging } from '../../ui/paging.tsx';
import { Empty, ReadState } from '../../ui/read-state.tsx';
import { lookOf, Status } from '../../ui/status.tsx';
import { Cell } from '../../ui/text.tsx';
import { OUTCOMES } from './outcome-tally.tsx';
import { type BackfillKey, useBackfillKeys } from './requests.ts';

const CHOICES: readonly (readonly [string, string])[] = [
  ['', 'Any'],
  ...OUTCOMES.map((outcome) => [outcome, lookOf(outcome).word] as const),
];

/** What became of each key, in the order of the keys. */
export function KeysTable({ id, dryRun, every }: { id: string; dryRun: boolean; every: number }) {
  const [query, setQuery] = useQuery();
  const named = ['outcome', 'limit', 'cursor'] as const;
  const filter = Object.fromEntries(named.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
  const read = useBackfillKeys(id, filter, every);
  return (
    <section class="card" aria-labelledby="keys">
      <header>
        <h2 id="keys">Keys</h2>
        <Choice
          label="Outcome"
          name="outcome"
          value={query['outcome'] ?? ''}
          onChange={(outcome) => setQuery({ outcome, cursor: undefined })}
          options={CHOICES}
        />
      </header>
      <ReadState of={read} what="the keys" lines={8}>
        {({ keys, next_cursor }) =>
          keys.length === 0 ? (
            <Empty title="No key here">
              {query['outcome']
                ? 'None has this outcome. Choose another one.'
                : 'Nothing has been listed yet, or nothing has such a key.'}
            </Empty>
          ) : (
            <>
              <ul class="rows" aria-label="Keys with their outcome">
                {keys.map((key) => (
                  <KeyRow key={key.key} of={key} dryRun={dryRun} />
                ))}
              </ul>
              <Paging next={next_cursor} shown={keys.length} label="Pages of the keys" by="name" />
            </>
          )
        }
      </ReadState>
    </section>
  );
}

const isStored = (outcome: string): boolean => ['inserted', 'updated', 'noop'].includes(outcome);

/** A dry run stores nothing, so its runs lead nowhere. */
const KeyRow = ({ of: { key, outcome, reason, runs }, dryRun }: { of: BackfillKey; dryRun: boolean }) => (
  <li>
    <p class="line">
      <code>
        <Cell most={120}>{key}</Cell>
      </code>
      <span class="push">
        <Status state={outcome} />
      </span>
    </p>
    {reason !== null && (
      <p class="soft small">
        <Cell most={400}>{reason}</Cell>
      </p>
    )}
    <p class="line soft small">
      {Object.entries(runs)
        .slice(0, 20)
        .map(([run, each]) =>
          isStored(each) && !dryRun ? (
            <a key={run} href={jobPath(run)}>
              <Cell most={80}>{run}</Cell>
            </a>
          ) : (
            <Cell key={run} most={80}>
              {run}
            </Cell>
          ),
        )}
    </p>
  </li>
);
