import type { SymbolPoint } from '../../api.ts';
import { count } from '../../format/numbers.ts';
import { jobPath } from '../../routes.ts';
import { Gradually } from '../../ui/gradually.tsx';
import { To } from '../../ui/icon.tsx';
import { Confidence, Said, Sentiment } from '../../ui/sentiment.tsx';
import { Cell } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';

/** What each run said, newest first. */
export const PointsTable = ({ points }: { points: readonly SymbolPoint[] }) =>
  useNarrow() ? <List points={points} /> : <Wide points={points} />;

const keyOf = ({ job_id, ordinal }: SymbolPoint): string => `${job_id} ${ordinal}`;

const Flip = ({ flip }: Pick<SymbolPoint, 'flip'>) =>
  flip && (
    <span class="flip">
      <strong>Flip</strong> <Sentiment of={flip.from} /> <To /> <Sentiment of={flip.to} />
    </span>
  );

const Wide = ({ points }: { points: readonly SymbolPoint[] }) => (
  <div class="scroll">
    <table>
      <caption class="unseen">Runs that say something of the symbol, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Executed</th>
          <th scope="col">Run</th>
          <th scope="col">Sentiment</th>
          <th scope="col">Confidence</th>
          <th scope="col">Direction</th>
          <th scope="col" class="number">
            News
          </th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        <Gradually items={points} row={wideRow} />
      </tbody>
    </table>
  </div>
);

const wideRow = (point: SymbolPoint) => (
  <tr key={keyOf(point)}>
    <td>
      <a class="row" data-row href={jobPath(point.job_id)}>
        <Time at={point.executed_at} />
      </a>
    </td>
    <td>
      <Cell most={40}>{point.report_type ?? point.job_type}</Cell>
    </td>
    <td>
      <Said of={point} />
    </td>
    <td>
      <Confidence of={point.confidence} />
    </td>
    <td>
      <Cell most={40}>{point.direction ?? '—'}</Cell>
    </td>
    <td class="number">{count(point.news_count)}</td>
    <td>{point.error === null ? <Flip flip={point.flip} /> : <Cell most={80}>{point.error}</Cell>}</td>
  </tr>
);

const List = ({ points }: { points: readonly SymbolPoint[] }) => (
  <ul class="rows">
    <Gradually items={points} row={listRow} />
  </ul>
);

const listRow = (point: SymbolPoint) => (
  <li key={keyOf(point)}>
    <a class="row block" data-row href={jobPath(point.job_id)}>
      <span class="line">
        <Said of={point} />
        <span class="push">
          <Confidence of={point.confidence} />
        </span>
      </span>
      <span class="line soft small">
        <Time at={point.executed_at} />
        <Flip flip={point.flip} />
      </span>
    </a>
  </li>
);
