import { Action, Obstacle } from '../../ui/action.tsx';
import { Failure } from '../../ui/read-state.tsx';
import { useTask } from '../../ui/use-task.ts';
import { turn } from './turn.ts';

/** In place of everything that D1 alone knows, while its reads are switched off on purpose. */
export function ReadsOff() {
  const turning = useTask(() => turn('d1_reads', true));
  return (
    <section class="notice two-thirds" aria-labelledby="reads-off">
      <h2 id="reads-off">D1 reads are switched off</h2>
      <p>
        The latest runs below, the history, single runs and the reports come from KV, which holds less and may be older.
      </p>
      <p class="soft">
        The schedule, the last twelve months, success rate, duration, lag and symbols are known to D1 alone. They are
        back within a minute of switching its reads on; the flags are under State as well.
      </p>
      {turning.error && <Failure error={turning.error} what="the flags" />}
      <Action scope="admin" busy={turning.busy} onClick={turning.run}>
        Switch D1 reads on
      </Action>
      <Obstacle scope="admin" />
    </section>
  );
}
