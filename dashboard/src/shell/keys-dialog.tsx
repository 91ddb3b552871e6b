import { shortcuts } from '../state/preferences.ts';
import { useStore } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KEYS, keysOpen } from './keys.ts';

/** The list of single-key shortcuts, and the switch that turns them off. */
export function KeysDialog() {
  const on = useStore(shortcuts) === 'on';
  return (
    <Dialog title="Keys" onClose={() => keysOpen.set(false)}>
      <dl class="keys">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={on} onChange={() => shortcuts.set(on ? 'off' : 'on')} />
        Single-key shortcuts work
      </label>
    </Dialog>
  );
}
