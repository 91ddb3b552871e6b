import { useEffect, useRef, useState } from 'preact/hooks';
import { count, counted } from '../../format/numbers.ts';
import { Action } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { Progress } from '../../ui/tally.tsx';
import { useTask } from '../../ui/use-task.ts';
import { Note } from './note.tsx';
import { deadLettersChanged, move } from './requests.ts';

interface Props {
  to: 'discard' | 'restore';
  /** Finds which ones are meant, telling how many it has found; false stops it. */
  gather: (onPage: (found: number) => boolean) => Promise<string[]>;
  onClose: () => void;
}

const WORDS = {
  discard: { title: 'Discard dead letters', verb: 'Discard', then: 'They keep their payload and can be restored.' },
  restore: { title: 'Restore dead letters', verb: 'Restore', then: 'They become open again and can be replayed.' },
} as const;

/** Requests under way at once. */
const LANES = 4;

/** Moves all of them, a few at a time; gives the reasons of those that would not be moved. */
async function moveAll(
  ids: readonly string[],
  to: Props['to'],
  note: string,
  onDone: (done: number) => boolean,
): Promise<Map<string, string>> {
  const waiting = [...ids];
  const refused = new Map<string, string>();
  let done = 0;
  const lane = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const name = id;
      await move(name, to, note).catch((error: unknown) => refused.set(name, String(error)));
      done += 1;
      if (!onDone(done)) return;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return refused;
}

/** Discards or restores several: how many, a note for the record, and then how far it is. */
export function MoveMany({ to, gather, onClose }: Props) {
  const [ids, setIds] = useState<readonly string[] | null>(null);
  const [note, setNote] = useState('');
  const [done, setDone] = useState(0);
  const [refused, setRefused] = useState<ReadonlyMap<string, string> | null>(null);
  const open = useRef(true);
  const tell = (many: number): boolean => {
    setDone(many);
    return open.current;
  };
  const gathering = useTask(async () => setIds(await gather(tell)));
  const moving = useTask(async (chosen: readonly string[]) => {
    setRefused(await moveAll(chosen, to, note.trim(), tell));
    deadLettersChanged();
  });
  useEffect(() => {
    gathering.run();
    return () => void (open.current = false);
  }, []);
  const { title, verb, then } = WORDS[to];
  const many = ids?.length ?? 0;
  return (
    <Dialog title={title} onClose={onClose}>
      {gathering.error && <Failure error={gathering.error} what="the dead letters" />}
      {ids === null && !gathering.error && <p role="status">{count(done)} found …</p>}
      {ids !== null && refused === null && !moving.busy && (
        <>
          <p>
            {many === 0 ? 'There is none left to do this with.' : `${counted(many, 'dead letter')} in all. ${then}`}
          </p>
          {many > 0 && <Note value={note} onChange={setNote} />}
        </>
      )}
      {moving.busy && <Progress done={done} of={many} label={`${verb}ed`} />}
      {refused && <Done many={many} verb={verb} refused={refused} />}
      <footer>
        <button type="button" onClick={onClose}>
          {refused ? 'Close' : 'Cancel'}
        </button>
        {ids !== null && many > 0 && refused === null && (
          <Action
            scope="admin"
            tone={to === 'discard' ? 'danger' : 'primary'}
            busy={moving.busy}
            onClick={() => moving.run(ids)}
          >
            {`${verb} ${counted(many, 'dead letter')}`}
          </Action>
        )}
      </footer>
    </Dialog>
  );
}

const Done = ({ many, verb, refused }: { many: number; verb: string; refused: ReadonlyMap<string, string> }) => (
  <>
    <p role="status">
      {`${verb}ed ${counted(many - refused.size, 'dead letter')}`}
      {refused.size > 0 && `; ${count(refused.size)} could not be, most likely because somebody was faster:`}
    </p>
    <ul class="rows">
      {[...refused].slice(0, 20).map(([id, why]) => (
        <li key={id}>
          <code>{id}</code> <span class="soft">{why}</span>
        </li>
      ))}
    </ul>
  </>
);
