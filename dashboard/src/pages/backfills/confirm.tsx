import { useLocation } from 'preact-iso/router';
import { counted } from '../../format/numbers.ts';
import { backfillPath } from '../../routes.ts';
import { Action } from '../../ui/action.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { Time } from '../../ui/time.tsx';
import { useTask } from '../../ui/use-task.ts';
import { OutcomeTally } from './outcome-tally.tsx';
import { type Backfill, rangeWords, start } from './requests.ts';

/** Asks before a backfill for real, by what its dry run found. */
export function Confirm({ rehearsal, onClose }: { rehearsal: Backfill; onClose: () => void }) {
  const { route } = useLocation();
  const starting = useTask(async () => route(backfillPath((await start(rehearsal, false)).id)));
  const { certificate, finished_at, keys } = rehearsal;
  return (
    <Dialog title="Backfill for real" onClose={onClose}>
      {starting.error && <Failure error={starting.error} what="the backfill" />}
      <p>
        <bdi>{rangeWords(rehearsal)}</bdi>. The dry run of <Time at={finished_at} /> found {counted(keys, 'key')}:
      </p>
      {certificate && <OutcomeTally counts={{ ...certificate, pending: 0 }} label="What the dry run found" />}
      <p class="soft">It can be cancelled at any time and resumed; doing it again changes nothing.</p>
      <footer>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <Action scope="admin" tone="primary" busy={starting.busy} onClick={starting.run}>
          {`Backfill ${counted(keys, 'key')}`}
        </Action>
      </footer>
    </Dialog>
  );
}
