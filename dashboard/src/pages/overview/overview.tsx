import { easternToday } from '../../format/time.ts';
import { useTitle } from '../../shell/title.ts';
import { useNow } from '../../ui/time.tsx';
import { Lags } from './lag.tsx';
import { Latest } from './latest.tsx';
import { Metrics } from './metrics.tsx';
import { Slots } from './slots.tsx';
import { State } from './state.tsx';
import { Trends } from './trends.tsx';
import { Year } from './year.tsx';

/** Whether the jobs ran, what they said, and what needs a hand. */
export function Overview() {
  useTitle('Overview');
  const today = easternToday(useNow());
  return (
    <>
      <h1 class="unseen">Overview</h1>
      <div class="columns">
        <Slots today={today} />
        <State />
        <Year today={today} />
        <Trends today={today} />
        <Lags />
        <Metrics />
        <Latest />
      </div>
    </>
  );
}
