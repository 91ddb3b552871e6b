import { Fragment } from 'preact';
import type { Job, JobResult } from '../../api.ts';
import { count } from '../../format/numbers.ts';
import { InPages } from '../../ui/in-pages.tsx';
import { Prose } from '../../ui/text.tsx';
import { SymbolLink } from './results.tsx';

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
      <InPages items={failed} name="failed" label="Pages of the failed symbols">
        {(shown) => (
          <dl class="pairs">
            {shown.map((result) => (
              <Fragment key={result.ordinal}>
                <dt>
                  <SymbolLink symbol={result.symbol} />
                </dt>
                <dd>
                  <Prose>{result.error ?? ''}</Prose>
                </dd>
              </Fragment>
            ))}
          </dl>
        )}
      </InPages>
      {unnamed > 0 && (
        <p class="soft">
          {count(unnamed)} {failed.length > 0 ? 'more ' : ''}failed without a name: the run stated only their number.
        </p>
      )}
    </section>
  );
}
