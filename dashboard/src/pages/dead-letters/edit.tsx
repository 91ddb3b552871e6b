import { useId, useMemo, useState } from 'preact/hooks';
import { bytes } from '../../format/numbers.ts';
import { prettyJson } from '../../format/pretty-json.ts';
import { Action } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { saveAs } from '../../ui/save-as.ts';
import { useTask } from '../../ui/use-task.ts';
import { Prediction } from './prediction.tsx';
import { type DeadLetter, type ReplayResult, replayOne } from './requests.ts';

/** At 140,000 a keystroke holds the browser up for 50 ms. */
const TYPED_CHARACTERS = 100_000;

/** Why text is no JSON, in the browser's words; null when it is. */
function syntaxError(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The event as text to change. It is checked before it can be sent, and sent with its numbers as they are written. */
export function EditAndReplay({ letter, onClose }: { letter: DeadLetter; onClose: () => void }) {
  const id = useId();
  const original = useMemo(() => startText(letter), [letter.id]);
  const [text, setText] = useState(original);
  const [checked, setChecked] = useState<{ text: string; result: ReplayResult } | null>(null);
  const checking = useTask(async () =>
    setChecked({ text, result: await replayOne(letter.id, { dryRun: true, edited: text }) }),
  );
  const sending = useTask(async () => {
    await replayOne(letter.id, { dryRun: false, edited: text });
    onClose();
  });
  const broken = useMemo(() => syntaxError(text), [text]);
  const result = checked?.text === text ? checked.result : null;
  const error = checking.error ?? sending.error;
  return (
    <Dialog title="Edit and replay" onClose={onClose}>
      <p class="soft">The original stays as it came; the history keeps who sent what.</p>
      {original.length > TYPED_CHARACTERS ? (
        <ByFile {...{ id, text }} name={`${letter.id}.json`} onChange={setText} />
      ) : (
        <p class="field">
          <label for={id}>The event as JSON</label>
          <textarea
            id={id}
            value={text}
            ref={beginAtTop}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={broken !== null}
            aria-describedby={`${id}-broken`}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </p>
      )}
      <p id={`${id}-broken`} role="alert" class="bad">
        {broken !== null && <bdi>This is no JSON: {broken}</bdi>}
      </p>
      {error && <Failure error={error} what="the replay" />}
      {result && <Prediction of={result} />}
      <footer>
        <button type="button" disabled={text === original} onClick={() => setText(original)}>
          As it was
        </button>
        <Action
          scope="admin"
          obstacle={broken === null ? null : 'It is no JSON yet.'}
          busy={checking.busy}
          onClick={checking.run}
        >
          Check
        </Action>
        <Action scope="admin" tone="primary" obstacle={obstacleTo(result)} busy={sending.busy} onClick={sending.run}>
          Replay the edited event
        </Action>
      </footer>
    </Dialog>
  );
}

interface ByFileProps {
  id: string;
  text: string;
  name: string;
  onChange: (text: string) => void;
}

/** An event too large to type in: saved, edited elsewhere, and chosen again. */
const ByFile = ({ id, text, name, onChange }: ByFileProps) => (
  <>
    <p>
      It has {bytes(new Blob([text]).size)}, which is more than can be typed in here. Save it, edit the file, and choose
      it below.
    </p>
    <p class="actions">
      <button type="button" onClick={() => saveAs(new Blob([text]), name)}>
        Save the event
      </button>
    </p>
    <p class="field">
      <label for={id}>The edited file</label>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        aria-describedby={`${id}-broken`}
        onChange={(event) => void event.currentTarget.files?.[0]?.text().then(onChange)}
      />
    </p>
  </>
);

/** Ready to type, with the beginning in view. */
function beginAtTop(element: HTMLTextAreaElement | null): void {
  if (!element || element === document.activeElement) return;
  setTimeout(() => {
    element.focus();
    element.setSelectionRange(0, 0);
    element.scrollTop = 0;
  });
}

/** What was edited last, or what came where that is JSON: a description of a payload can be it, too. */
function startText({ edited_body, body, body_encoding }: DeadLetter): string {
  const text = edited_body ?? (body_encoding === 'base64' ? null : body);
  return text !== null && syntaxError(text) === null ? prettyJson(text) : '{}';
}

function obstacleTo(result: ReplayResult | null): string | null {
  if (result === null) return 'Check it first.';
  return result.outcome === 'still_fails' ? 'It would die again.' : null;
}
