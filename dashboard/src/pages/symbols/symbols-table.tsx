import type { SymbolsAnswer } from '../../api.ts';
import { count } from '../../format/numbers.ts';
import { jobPath, symbolPath } from '../../routes.ts';
import { Confidence, Said } from '../../ui/sentiment.tsx';
import { Cell } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';

type Symbols = SymbolsAnswer['symbols'];

/** Each symbol with its latest result. */
export const SymbolsTable = ({ symbols }: { symbols: Symbols }) =>
  useNarrow() ? <List symbols={symbols} /> : <Wide symbols={symbols} />;

const Wide = ({ symbols }: { symbols: Symbols }) => (
  <div class="scroll">
    <table>
      <caption class="unseen">Symbols with their latest result</caption>
      <thead>
        <tr>
          <th scope="col">Symbol</th>
          <th scope="col">Sentiment</th>
          <th scope="col">Confidence</th>
          <th scope="col">Direction</th>
          <th scope="col" class="number">
            News
          </th>
          <th scope="col">Run</th>
          <th scope="col">Executed</th>
        </tr>
      </thead>
      <tbody>
        {symbols.map(({ symbol, latest }) => (
          <tr key={symbol}>
            <th scope="row">
              <a class="row" data-row href={symbolPath(symbol)}>
                <bdi>{symbol}</bdi>
              </a>
            </th>
            <td>
              <Said of={latest} />
            </td>
            <td>
              <Confidence of={latest.confidence} />
            </td>
            <td>
              <Cell most={40}>{latest.direction ?? '—'}</Cell>
            </td>
            <td class="number">{count(latest.news_count)}</td>
            <td>
              <a class="row" href={jobPath(latest.job_id)}>
                <Cell most={40}>{latest.report_type ?? latest.job_type}</Cell>
              </a>
            </td>
            <td>
              <Time at={latest.executed_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const List = ({ symbols }: { symbols: Symbols }) => (
  <ul class="rows">
    {symbols.map(({ symbol, latest }) => (
      <li key={symbol}>
        <a class="row block" data-row href={symbolPath(symbol)}>
          <span class="line">
            <strong class="symbol">
              <bdi>{symbol}</bdi>
            </strong>
            <Said of={latest} />
            <span class="push">
              <Confidence of={latest.confidence} />
            </span>
          </span>
          <span class="line soft small">
            <Time at={latest.executed_at} />
          </span>
        </a>
      </li>
    ))}
  </ul>
);
