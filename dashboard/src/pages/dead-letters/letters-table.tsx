import { count } from '../../format/numbers.ts';
import { deadLetterPath } from '../../routes.ts';
import type { Marks } from '../../ui/marks.ts';
import { Status } from '../../ui/status.tsx';
import { Cell } from '../../ui/text.tsx';
import { Time } from '../../ui/time.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import type { DeadLetterSummary } from './requests.ts';
import { reasonWord } from './words.ts';

interface Props {
  letters: readonly DeadLetterSummary[];
  marks: Marks;
}

/** Dead letters, the latest death first; each can be marked and opened. */
export const LettersTable = (props: Props) => (useNarrow() ? <List {...props} /> : <Wide {...props} />);

const Mark = ({ letter: { id, reason }, marks }: { letter: DeadLetterSummary; marks: Marks }) => (
  <input
    type="checkbox"
    aria-label={`Mark ${reasonWord(reason)} ${id}`}
    checked={marks.has(id)}
    onChange={() => marks.toggle(id)}
  />
);

const Wide = ({ letters, marks }: Props) => (
  <div class="scroll">
    <table>
      <caption class="unseen">Dead letters, the latest first</caption>
      <thead>
        <tr>
          <th scope="col">
            <input
              type="checkbox"
              aria-label="Mark all on this page"
              checked={marks.ids.length === letters.length}
              onChange={marks.toggleAll}
            />
          </th>
          <th scope="col">Status</th>
          <th scope="col">Reason</th>
          <th scope="col">Detail</th>
          <th scope="col">Job</th>
          <th scope="col" class="number">
            Attempts
          </th>
          <th scope="col" class="number">
            Replays
          </th>
          <th scope="col">Died</th>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <tr key={letter.id}>
            <td>
              <Mark letter={letter} marks={marks} />
            </td>
            <td>
              <Status state={letter.status} />
            </td>
            <th scope="row">
              <a class="row" data-row href={deadLetterPath(letter.id)}>
                {reasonWord(letter.reason)}
              </a>
            </th>
            <td>
              <Cell most={160}>{letter.detail}</Cell>
            </td>
            <td>
              <Cell most={40}>{letter.job_type ?? letter.event_type ?? '—'}</Cell>
            </td>
            <td class="number">{count(letter.attempts)}</td>
            <td class="number">{count(letter.replay_count)}</td>
            <td>
              <Time at={letter.last_seen_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const List = ({ letters, marks }: Props) => (
  <ul class="rows" aria-label="Dead letters, the latest first">
    {letters.map((letter) => (
      <li key={letter.id} class="marked-row">
        <Mark letter={letter} marks={marks} />
        <a class="row block" data-row href={deadLetterPath(letter.id)}>
          <span class="line">
            <Status state={letter.status} />
            <strong>{reasonWord(letter.reason)}</strong>
            <span class="push soft small">
              <Time at={letter.last_seen_at} />
            </span>
          </span>
          <span class="soft small">
            <Cell most={120}>{letter.detail}</Cell>
          </span>
        </a>
      </li>
    ))}
  </ul>
);
