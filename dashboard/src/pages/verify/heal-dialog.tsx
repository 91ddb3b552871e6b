import { useEffect, useRef, useState } from 'preact/hooks';
import { counted } from '../../format/numbers.ts';
import { Action } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { Progress } from '../../ui/tally.tsx';
import { useTask } from '../../ui/use-task.ts';
import { heal } from './scan.ts';

interface Props {
  keys: readonly string[];
  /** Told whether anything was sent. */
  onClose: (healed: boolean) => void;
}

/** Sends values once more, after a confirmation that names how many. */
export function HealDialog({ keys, onClose }: Props) {
  const [done, setDone] = useState(0);
  const [sent, setSent] = useState<number | null>(null);
  const open = useRef(true);
  const onPart = (many: number): boolean => {
    setDone(many);
    return open.current;
  };
  const healing = useTask(async () => setSent(await heal(keys, onPart)));
  useEffect(() => () => void (open.current = false), []);
  return (
    <Dialog title="Heal" onClose={() => onClose(done > 0)}>
      {healing.error && <Failure error={healing.error} what="the healing" />}
      {sent === null ? (
        <p>
          The values of {counted(keys.length, 'key')} go through the queue once more, and the database then holds what
          KV holds. Nothing in KV changes.
        </p>
      ) : (
        <p role="status">
          {counted(sent, 'execution')} sent.{' '}
          {sent > 0 ? 'They are stored within moments: compare again to see it.' : ''}
        </p>
      )}
      {healing.busy && <Progress done={done} of={keys.length} label="Keys sent" />}
      <footer>
        <button type="button" onClick={() => onClose(done > 0)}>
          {sent === null ? 'Cancel' : 'Close and compare again'}
        </button>
        {sent === null && (
          <Action scope="admin" tone="primary" busy={healing.busy} onClick={healing.run}>
            {`Send ${counted(keys.length, 'key')} again`}
          </Action>
        )}
      </footer>
    </Dialog>
  );
}
