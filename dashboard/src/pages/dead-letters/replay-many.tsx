import { useEffect, useRef, useState } from 'preact/hooks';
import { counted } from '../../format/numbers.ts';
import { Action } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { Progress } from '../../ui/tally.tsx';
import { useTask } from '../../ui/use-task.ts';
import { Outcomes } from './outcomes.tsx';
import { deadLettersChanged, predictAll, type ReplayFilter, type ReplayResult, replayAll } from './requests.ts';

interface Step {
  done: number;
  of: number;
}

/** Only these are worth sending: the others would die again, or are open no longer. */
const isSendable = ({ outcome }: ReplayResult): boolean => ['would_insert', 'would_update', 'noop'].includes(outcome);

const letters = (many: number): string => counted(many, 'dead letter');

/** Replays several: first what would come of it, then, once confirmed, how far it is, then what came of it. */
export function ReplayMany({ filter, onClose }: { filter: ReplayFilter; onClose: () => void }) {
  const [step, setStep] = useState<Step>({ done: 0, of: 0 });
  const [predicted, setPredicted] = useState<readonly ReplayResult[] | null>(null);
  const [sent, setSent] = useState<readonly ReplayResult[] | null>(null);
  const open = useRef(true);
  const onPage = (done: number, of: number): boolean => {
    setStep({ done, of });
    return open.current;
  };
  const predicting = useTask(async () => setPredicted(await predictAll(filter, onPage)));
  const sending = useTask(async (ids: readonly string[]) => {
    setStep({ done: 0, of: ids.length });
    try {
      setSent(await replayAll(ids, onPage));
    } finally {
      deadLettersChanged();
    }
  });
  useEffect(() => {
    predicting.run();
    return () => void (open.current = false);
  }, []);
  const ready = (predicted ?? []).filter(isSendable).map(({ id }) => id);
  const error = predicting.error ?? sending.error;
  return (
    <Dialog title="Replay dead letters" onClose={onClose}>
      {error && <Failure error={error} what="the replay" />}
      {predicting.busy && <Progress {...step} label="Predicted" />}
      {sending.busy && <Progress {...step} label="Sent" />}
      {sent === null && predicted !== null && !sending.busy && <Prediction predicted={predicted} many={ready.length} />}
      {sent !== null && (
        <>
          <p>What was sent is stored within moments; the list shows when.</p>
          <Outcomes results={sent} label="What was done" />
        </>
      )}
      <footer>
        <button type="button" onClick={onClose}>
          {sent === null ? 'Cancel' : 'Close'}
        </button>
        {predicted !== null && sent === null && ready.length > 0 && (
          <Action scope="admin" tone="primary" busy={sending.busy} onClick={() => sending.run(ready)}>
            {`Replay ${letters(ready.length)}`}
          </Action>
        )}
      </footer>
    </Dialog>
  );
}

function Prediction({ predicted, many }: { predicted: readonly ReplayResult[]; many: number }) {
  if (predicted.length === 0) return <p>None of them is open any more: there is nothing to replay.</p>;
  const left = predicted.length - many;
  return (
    <>
      <p>
        If they were replayed now: {letters(many)} would leave this list
        {left > 0 ? `, and ${counted(left, 'would stay', 'would stay')} as it needs an edit first` : ''}.
      </p>
      <Outcomes results={predicted} label="Predicted outcomes" />
    </>
  );
}
