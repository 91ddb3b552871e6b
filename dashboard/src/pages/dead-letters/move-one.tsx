import { useState } from 'preact/hooks';
import { Action } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { useTask } from '../../ui/use-task.ts';
import { Note } from './note.tsx';
import { type DeadLetter, deadLettersChanged, move } from './requests.ts';

interface Props {
  letter: DeadLetter;
  to: 'discard' | 'restore';
  onClose: () => void;
}

/** Discards one, or takes that back, with a note for the record. */
export function MoveOne({ letter, to, onClose }: Props) {
  const [note, setNote] = useState('');
  const moving = useTask(async () => {
    await move(letter.id, to, note.trim());
    deadLettersChanged();
    onClose();
  });
  const discards = to === 'discard';
  return (
    <Dialog title={discards ? 'Discard this dead letter' : 'Restore this dead letter'} onClose={onClose}>
      {moving.error && <Failure error={moving.error} what="the dead letter" />}
      <p>{discards ? 'It keeps its payload and can be restored.' : 'It becomes open again and can be replayed.'}</p>
      <Note value={note} onChange={setNote} />
      <footer>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <Action scope="admin" tone={discards ? 'danger' : 'primary'} busy={moving.busy} onClick={moving.run}>
          {discards ? 'Discard it' : 'Restore it'}
        </Action>
      </footer>
    </Dialog>
  );
}
