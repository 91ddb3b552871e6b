import type { JobResult } from '../../api.ts';
import { count, counted } from '../../format/numbers.ts';
import { symbolPath } from '../../routes.ts';
import { useQuery } from '../../state/address.ts';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { InPages } from '../../ui/in-pages.tsx';
import { Empty } from '../../ui/read-state.tsx';
import { Confidence, Sentiment } from '../../ui/sentiment.tsx';
import { Prose } from '../../ui/text.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';

/** Fewer than that are found by looking. */
const WORTH_SEARCHING = 50;

/** Leads to a symbol's page. */
export const SymbolLink = ({ symbol }: { symbol: string | null }) =>
  symbol === null ? (
    <span class="soft">—</span>
  ) : (
    <a class="row" data-row href={symbolPath(symbol)}>
      <bdi>{symbol}</bdi>
    </a>
  );

/** What the run said about each symbol. */
export function Results({ results }: { results: readonly JobResult[] }) {
  const [query, setQuery] = useQuery();
  const isNarrow = useNarrow();
  if (results.length === 0) return null;
  const find = query['find']?.toUpperCase() ?? '';
  const found = find === '' ? results : results.filter(({ symbol }) => symbol?.includes(find));
  return (
    <section class="card" aria-labelledby="results">
      <header>
        <h2 id="results">Results</h2>
        <span class="soft small">{count(results.length)}</span>
        {results.length > WORTH_SEARCHING && (
          <Field
            label="Symbol"
            name="find"
            value={find}
            type="search"
            isSearch
            onChange={(value) => setQuery({ find: value, results: undefined }, true)}
          />
        )}
      </header>
      {found.length === 0 && <Empty title="No symbol here contains that">Clear the field to see them all.</Empty>}
      <InPages items={found} name="results" label="Pages of the results">
        {(shown) => (isNarrow ? <List results={shown} /> : <Wide results={shown} />)}
      </InPages>
    </section>
  );
}

const Wide = ({ results }: { results: readonly JobResult[] }) => (
  <div class="scroll" tabIndex={0} role="region" aria-label="Results per symbol">
    <table class="results">
      <caption class="unseen">Results per symbol</caption>
      <thead>
        <tr>
          <th scope="col">Symbol</th>
          <th scope="col">Sentiment</th>
          <th scope="col">Confidence</th>
          <th scope="col">Direction</th>
          <th scope="col" class="number">
            News
          </th>
          <th scope="col">Reasoning and signals</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result) => (
          <ResultRow key={result.ordinal} result={result} />
        ))}
      </tbody>
    </table>
  </div>
);

const List = ({ results }: { results: readonly JobResult[] }) => (
  <ul class="rows" aria-label="Results per symbol">
    {results.map((result) => (
      <li key={result.ordinal}>
        <p class="line">
          <SymbolLink symbol={result.symbol} />
          <Sentiment of={result.sentiment} />
          <bdi class="soft">{result.direction}</bdi>
          <span class="push">
            <Confidence of={result.confidence} />
          </span>
        </p>
        <Details result={result} />
      </li>
    ))}
  </ul>
);

const ResultRow = ({ result }: { result: JobResult }) => (
  <tr>
    <th scope="row">
      <SymbolLink symbol={result.symbol} />
      {result.result_type !== 'analysis_detail' && (
        <div class="soft small">
          <bdi>{result.result_type}</bdi>
        </div>
      )}
    </th>
    <td>
      <Sentiment of={result.sentiment} />
    </td>
    <td>
      <Confidence of={result.confidence} />
    </td>
    <td>
      <bdi>{result.direction ?? '—'}</bdi>
    </td>
    <td class="number">{count(result.news_count)}</td>
    <td class="long">
      <Details result={result} />
    </td>
  </tr>
);

const Details = ({ result: { reasoning, signals } }: { result: JobResult }) => (
  <>
    {reasoning !== null && <Prose>{reasoning}</Prose>}
    {signals !== null && signals.length > 0 && <Signals signals={signals} />}
  </>
);

const Signals = ({ signals }: { signals: readonly unknown[] }) => (
  <Fold summary={<span class="soft small">{counted(signals.length, 'signal')}</span>}>
    {() => (
      <ul class="rows small">
        {signals.slice(0, 50).map((signal, place) => (
          <li key={place}>
            <Prose>{typeof signal === 'string' ? signal : JSON.stringify(signal, null, 1)}</Prose>
          </li>
        ))}
      </ul>
    )}
  </Fold>
);
