import { count } from '../../format/numbers.ts';
import { backfillPath } from '../../routes.ts';
import { Status } from '../../ui/status.tsx';
import { Cell } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { type Backfill, rangeWords } from './requests.ts';

interface Props {
  backfills: readonly Backfill[];
}

const kindOf = ({ dry_run }: Backfill): string => (dry_run ? 'Dry run' : 'Backfill');

/** Backfills, newest first. */
export const BackfillsTable = (props: Props) => (useNarrow() ? <List {...props} /> : <Wide {...props} />);

const Wide = ({ backfills }: Props) => (
  <div class="scroll">
    <table>
      <caption class="unseen">Backfills, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Keys of</th>
          <th scope="col">Status</th>
          <th scope="col" class="number">
            Keys
          </th>
          <th scope="col">Started</th>
          <th scope="col">Finished</th>
        </tr>
      </thead>
      <tbody>
        {backfills.map((backfill) => (
          <tr key={backfill.id}>
            <th scope="row">
              <a class="row" data-row href={backfillPath(backfill.id)}>
                {kindOf(backfill)}
              </a>
            </th>
            <td>
              <Cell most={80}>{rangeWords(backfill)}</Cell>
            </td>
            <td>
              <Status state={backfill.status} />
            </td>
            <td class="number">{count(backfill.keys)}</td>
            <td>
              <Time at={backfill.created_at} />
            </td>
            <td>
              <Time at={backfill.finished_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const List = ({ backfills }: Props) => (
  <ul class="rows" aria-label="Backfills, newest first">
    {backfills.map((backfill) => (
      <li key={backfill.id}>
        <a class="row block" data-row href={backfillPath(backfill.id)}>
          <span class="line">
            <strong>{kindOf(backfill)}</strong>
            <Status state={backfill.status} />
            <span class="push number">{count(backfill.keys)} keys</span>
          </span>
          <span class="line soft small">
            <Cell most={80}>{rangeWords(backfill)}</Cell>
            <span class="push">
              <Time at={backfill.created_at} />
            </span>
          </span>
        </a>
      </li>
    ))}
  </ul>
);
