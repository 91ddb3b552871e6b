import { useEffect, useState } from 'preact/hooks';
import { Action } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { useTask } from '../../ui/use-task.ts';
import { Prediction } from './prediction.tsx';
import { type DeadLetter, type ReplayResult, replayOne } from './requests.ts';

/** Says what would come of a replay, and does it once that is confirmed. */
export function ReplayOne({ letter: { id, edited_body }, onClose }: { letter: DeadLetter; onClose: () => void }) {
  const [prediction, setPrediction] = useState<ReplayResult | null>(null);
  const predicting = useTask(async () => setPrediction(await replayOne(id, { dryRun: true, edited: null })));
  const sending = useTask(async () => {
    await replayOne(id, { dryRun: false, edited: null });
    onClose();
  });
  useEffect(() => predicting.run(), []);
  const error = predicting.error ?? sending.error;
  const fails = prediction?.outcome === 'still_fails' ? 'It would die again. Edit it instead.' : null;
  return (
    <Dialog title="Replay this dead letter" onClose={onClose}>
      {error && <Failure error={error} what="the replay" />}
      {predicting.busy && <p role="status">Looking at what would come of it …</p>}
      {prediction && <Prediction of={prediction} />}
      {edited_body !== null && <p class="soft">It is sent as it was edited last; the original stays as it came.</p>}
      <footer>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        {prediction && (
          <Action scope="admin" tone="primary" obstacle={fails} busy={sending.busy} onClick={sending.run}>
            Replay it
          </Action>
        )}
      </footer>
    </Dialog>
  );
}
