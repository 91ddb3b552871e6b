import { useState } from 'preact/hooks';
import type { Flags } from '../../api.ts';
import { asError } from '../../state/as-error.ts';
import { Action, Obstacle } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { Status } from '../../ui/status.tsx';
import { turn } from './turn.ts';

type Flag = keyof Flags;

const FLAGS: readonly (readonly [Flag, string, string])[] = [
  ['d1_writes', 'D1 writes', 'Off: results wait in the outbox until it is on again. Nothing is lost.'],
  ['d1_reads', 'D1 reads', 'Off: reads are answered from KV, which holds less.'],
  ['kv_writes', 'KV writes', 'Off: a run is no longer copied under its own key in KV.'],
];

/** Which of the brakes are on, and the way to change them. */
export function FlagsButton({ flags }: { flags: Flags }) {
  const [open, setOpen] = useState(false);
  const off = FLAGS.filter(([flag]) => !flags[flag]).map(([, name]) => name);
  return (
    <>
      <Status state={off.length === 0 ? 'ok' : 'degraded'}>
        {off.length === 0 ? 'All on' : `${off.join(', ')} off`}
      </Status>{' '}
      <button type="button" class="link small" aria-label="Change the flags" onClick={() => setOpen(true)}>
        Change
      </button>
      {open && <FlagsDialog flags={flags} onClose={() => setOpen(false)} />}
    </>
  );
}

function FlagsDialog({ flags, onClose }: { flags: Flags; onClose: () => void }) {
  const [busy, setBusy] = useState<Flag | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const change = async (flag: Flag) => {
    setBusy(flag);
    setError(null);
    try {
      await turn(flag, !flags[flag]);
    } catch (cause) {
      setError(asError(cause));
    } finally {
      setBusy(null);
    }
  };
  return (
    <Dialog title="Flags" onClose={onClose}>
      {error && <Failure error={error} what="the flags" />}
      <ul class="rows">
        {FLAGS.map(([flag, name, meaning]) => (
          <li key={flag} class="line">
            <strong class="flag-name">{name}</strong>
            <Status state={flags[flag] ? 'ok' : 'degraded'}>{flags[flag] ? 'On' : 'Off'}</Status>
            <span class="push">
              <Action
                scope="admin"
                tone={flags[flag] ? 'danger' : 'primary'}
                busy={busy === flag}
                onClick={() => void change(flag)}
              >
                {`Switch ${name} ${flags[flag] ? 'off' : 'on'}`}
              </Action>
            </span>
            <span class="soft small whole">{meaning}</span>
          </li>
        ))}
      </ul>
      <p class="soft small">A change reaches every location within a minute, and is recorded.</p>
      <Obstacle scope="admin" />
    </Dialog>
  );
}
