import { useState } from 'preact/hooks';
import type { Job, JobResult } from '../../api.ts';
import { count } from '../../format/numbers.ts';
import { symbolPath } from '../../routes.ts';
import { Confidence, Sentiment } from '../../ui/sentiment.tsx';
import { Prose } from '../../ui/text.tsx';

/** Symbols laid out at once. */
const FIRST = 100;

const SymbolLink = ({ symbol }: { symbol: string | null }) =>
  symbol === null ? (
    <span class="soft">—</span>
  ) : (
    <a class="row" data-row href={symbolPath(symbol)}>
      <bdi>{symbol}</bdi>
    </a>
  );

/** What the run said about each symbol. */
export function Results({ results }: { results: readonly JobResult[] }) {
  const [all, setAll] = useState(false);
  if (results.length === 0) return null;
  const shown = all ? results : results.slice(0, FIRST);
  return (
    <section class="card" aria-labelledby="results">
      <header>
        <h2 id="results">Results</h2>
        <span class="soft small">{count(results.length)}</span>
      </header>
      <div class="scroll" tabIndex={0} role="region" aria-label="Results per symbol">
        <table class="results">
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
            {shown.map((result) => (
              <ResultRow key={result.ordinal} result={result} />
            ))}
          </tbody>
        </table>
      </div>
      {!all && results.length > FIRST && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          Show all {count(results.length)}
        </button>
      )}
    </section>
  );
}

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
      {result.reasoning !== null && <Prose>{result.reasoning}</Prose>}
      {result.signals !== null && result.signals.length > 0 && <Signals signals={result.signals} />}
    </td>
  </tr>
);

const Signals = ({ signals }: { signals: readonly unknown[] }) => (
  <details>
    <summary class="soft small">{signals.length === 1 ? '1 signal' : `${signals.length} signals`}</summary>
    <ul class="rows small">
      {signals.slice(0, 50).map((signal, place) => (
        <li key={place}>
          <Prose>{typeof signal === 'string' ? signal : JSON.stringify(signal, null, 1)}</Prose>
        </li>
      ))}
    </ul>
  </details>
);

/** The symbols that have no usable result, each with its reason. */
export function FailedSymbols({ job, results }: { job: Job; results: readonly JobResult[] }) {
  const failed = results.filter(({ error }) => error !== null);
  const unnamed = Math.max(0, (job.symbols_failed ?? 0) - failed.length);
  if (failed.length + unnamed === 0) return null;
  return (
    <section class="card failed" aria-labelledby="failed">
      <header>
        <h2 id="failed">Failed symbols</h2>
        <span class="soft small">{count(failed.length + unnamed)}</span>
      </header>
      <dl class="pairs">
        {failed.map((result) => (
          <>
            <dt key={`${result.ordinal} symbol`}>
              <SymbolLink symbol={result.symbol} />
            </dt>
            <dd key={`${result.ordinal} reason`}>
              <Prose>{result.error ?? ''}</Prose>
            </dd>
          </>
        ))}
      </dl>
      {unnamed > 0 && (
        <p class="soft">
          {count(unnamed)} {failed.length > 0 ? 'more ' : ''}failed without a name: the run stated only their number.
        </p>
      )}
    </section>
  );
}
