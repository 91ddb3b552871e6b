import { age, easternClock, epochOf, localClock, shown } from '../format/time.ts';
import { clock } from '../state/preferences.ts';
import { createStore, useStore } from '../state/store.ts';
import { Cell } from './text.tsx';

const TICK_MS = 5000;

/** Epoch ms, moving on every few seconds while somebody can see it. */
const now = createStore(Date.now());
setInterval(() => {
  if (!document.hidden) now.set(Date.now());
}, TICK_MS);

export const useNow = (): number => useStore(now);

/** Text that ages; on its own, so that nothing else renders with the clock. */
export const Age = ({ epoch }: { epoch: number }) => <>{age(epoch, Math.max(useNow(), epoch))}</>;

/** Made when it is wanted: for a page of times it would take longer than the rest. */
const everyClock = (epoch: number): string =>
  `${easternClock(epoch)}\n${localClock(epoch)} here\n${new Date(epoch).toISOString()}`;

/** A stored instant the way the person wants times; the other ways in its tooltip. */
export function Time({ at }: { at: string | null }) {
  const chosen = useStore(clock);
  const epoch = epochOf(at);
  if (at === null) return <span class="soft">—</span>;
  if (epoch === null) return <Cell>{at}</Cell>;
  return (
    <time
      class="number"
      dateTime={new Date(epoch).toISOString()}
      onPointerEnter={(event) => (event.currentTarget.title = everyClock(epoch))}
    >
      {chosen === 'relative' ? <Age epoch={epoch} /> : shown(epoch, chosen, 0)}
    </time>
  );
}
