import { useMemo } from 'preact/hooks';
import { type CoverageSlot, useCoverage } from '../../api.ts';
import { duration } from '../../format/numbers.ts';
import { addDays, dayName, easternMinute } from '../../format/time.ts';
import { jobPath, referenceOf } from '../../routes.ts';
import { Empty, ReadState } from '../../ui/read-state.tsx';
import { Status } from '../../ui/status.tsx';
import { isMissed } from './day-states.ts';
import { useFirstSlot } from './year.tsx';

const REFRESH_MS = 15_000;
/** The longest time without a trading day is well below this. */
const LOOK_BACK_DAYS = 10;

const NAMES: Readonly<Record<CoverageSlot['slot'], string>> = {
  'pre-market': 'Pre-market',
  intraday: 'Intraday',
  'end-of-day': 'End of day',
  weekly: 'Weekly review',
};

const REPORT_PATHS: Readonly<Record<CoverageSlot['slot'], string>> = {
  'pre-market': '/pre-market-briefing',
  intraday: '/intraday-check',
  'end-of-day': '/end-of-day-summary',
  weekly: '/weekly-review',
};

/** Today's slots and those of the last trading day before it. */
export function Slots({ today }: { today: string }) {
  const read = useCoverage({ from: addDays(today, -LOOK_BACK_DAYS), to: today }, REFRESH_MS);
  const first = useFirstSlot(today);
  const slots = useMemo(() => read.data?.slots.map((slot) => ({ ...slot, first })), [read.data, first]);
  const days = useMemo(() => {
    const earlier = (slots ?? []).filter(({ date, slot }) => date < today && slot !== 'weekly').at(-1)?.date;
    return {
      today: (slots ?? []).filter(({ date }) => date === today),
      earlier: (slots ?? []).filter(({ date }) => date === earlier),
      date: earlier,
    };
  }, [slots, today]);
  return (
    <>
      <section class="card third" aria-labelledby="today">
        <header>
          <h2 id="today">Today</h2>
          <span class="soft small">{dayName(today, true)}</span>
        </header>
        <ReadState of={read} what="today's runs" lines={3}>
          {() => (
            <>
              <SlotTable slots={days.today} label="Runs due today" />
              {first === null && (
                <p class="soft small">
                  No scheduled run has been stored yet. What was run or handed in otherwise is in the history.
                </p>
              )}
            </>
          )}
        </ReadState>
      </section>
      <section class="card third" aria-labelledby="last-trading-day">
        <header>
          <h2 id="last-trading-day">Last trading day</h2>
          <span class="soft small">{days.date === undefined ? '' : dayName(days.date, true)}</span>
        </header>
        <ReadState of={read} what="the last trading day's runs" lines={3}>
          {() => <SlotTable slots={days.earlier} label="Runs that were due on the last trading day" />}
        </ReadState>
      </section>
    </>
  );
}

interface DueSlot extends CoverageSlot {
  /** When the first run was due that is stored; undefined until that is known. */
  first: string | null | undefined;
}

const SlotTable = ({ slots, label }: { slots: readonly DueSlot[]; label: string }) =>
  slots.length === 0 ? (
    <Empty title="No run is due">It is no trading day. Runs by hand are in the history.</Empty>
  ) : (
    <table>
      <caption class="unseen">{label}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">Slot</th>
          <th scope="col">Due, US Eastern</th>
          <th scope="col">State</th>
          <th scope="col">Took</th>
        </tr>
      </thead>
      <tbody>
        {slots.map((slot) => (
          <SlotRow key={slot.slot} slot={slot} />
        ))}
      </tbody>
    </table>
  );

function SlotRow({ slot: { slot, date, scheduled_at, state, late, job, first } }: { slot: DueSlot }) {
  const isBefore = state === 'missed' && first !== undefined && !isMissed({ state, scheduled_at }, first);
  const status = isBefore ? <Status state="scheduled">Before the first run</Status> : <Status state={state} />;
  return (
    <tr>
      <th scope="row">
        <a class="row" href={`${REPORT_PATHS[slot]}?date=${date}`} title="The report of this day">
          {NAMES[slot]}
        </a>
      </th>
      <td class="soft number">{easternMinute(Date.parse(scheduled_at))}</td>
      <td>
        {job ? (
          <a class="row" data-row href={jobPath(referenceOf(job))}>
            {status}
          </a>
        ) : (
          status
        )}
        {late && state !== 'late' && <span class="warn small"> late</span>}
      </td>
      <td class="number soft">{job ? duration(job.execution_time_ms) : ''}</td>
    </tr>
  );
}
