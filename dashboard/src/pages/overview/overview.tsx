import { useHealth } from '../../api.ts';
import { easternToday } from '../../format/time.ts';
import { useTitle } from '../../shell/title.ts';
import { useNow } from '../../ui/time.tsx';
import { Lags } from './lag.tsx';
import { Latest } from './latest.tsx';
import { Metrics } from './metrics.tsx';
import { ReadsOff } from './reads-off.tsx';
import { Slots } from './slots.tsx';
import { State } from './state.tsx';
import { Trends } from './trends.tsx';
import { Year } from './year.tsx';

const REFRESH_MS = 15_000;

/** Whether the jobs ran, what they said, and what needs a hand. */
export function Overview() {
  useTitle('Overview');
  const today = easternToday(useNow());
  const reads = useHealth(REFRESH_MS).data?.flags.d1_reads ?? true;
  return (
    <>
      <h1 class="unseen">Overview</h1>
      <div class="columns">
        {reads ? <Slots today={today} /> : <ReadsOff />}
        <State />
        {reads && (
          <>
            <Year today={today} />
            <Trends today={today} />
            <Lags />
          </>
        )}
        <Metrics />
        <Latest />
      </div>
    </>
  );
}
