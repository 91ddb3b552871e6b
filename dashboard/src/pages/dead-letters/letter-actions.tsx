import { useState } from 'preact/hooks';
import { useQuery } from '../../state/address.ts';
import { Action, Obstacle } from '../../ui/action.tsx';
import { EditAndReplay } from './edit.tsx';
import { MoveOne } from './move-one.tsx';
import { ReplayOne } from './replay-one.tsx';
import type { DeadLetter } from './requests.ts';

/** What can be done with a dead letter in its status. The edit is part of the address, so that a reload keeps it open. */
export function LetterActions({ letter }: { letter: DeadLetter }) {
  const [query, setQuery] = useQuery();
  const [doing, setDoing] = useState<'replay' | 'discard' | 'restore' | null>(null);
  const close = () => setDoing(null);
  const notOpen = letter.status === 'open' ? null : `Only an open one can be; this is ${letter.status}.`;
  const canRestore = letter.status === 'discarded' || letter.status === 'replayed';
  return (
    <div class="actions" role="group" aria-label="With this dead letter">
      <Obstacle scope="admin" />
      <Action scope="admin" tone="primary" obstacle={notOpen} onClick={() => setDoing('replay')}>
        Replay
      </Action>
      <Action scope="admin" obstacle={notOpen} onClick={() => setQuery({ edit: '1' })}>
        Edit and replay
      </Action>
      {canRestore ? (
        <Action scope="admin" onClick={() => setDoing('restore')}>
          Restore
        </Action>
      ) : (
        <Action scope="admin" tone="danger" obstacle={notOpen} onClick={() => setDoing('discard')}>
          Discard
        </Action>
      )}
      {doing === 'replay' && <ReplayOne letter={letter} onClose={close} />}
      {(doing === 'discard' || doing === 'restore') && <MoveOne letter={letter} to={doing} onClose={close} />}
      {query['edit'] === '1' && notOpen === null && (
        <EditAndReplay letter={letter} onClose={() => setQuery({ edit: undefined }, true)} />
      )}
    </div>
  );
}
