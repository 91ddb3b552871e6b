import { useLayoutEffect, useRef } from 'preact/hooks';
import { counted } from '../../format/numbers.ts';
import { dayName, monthName } from '../../format/time.ts';
import { historyPath } from '../../routes.ts';
import type { Day } from './day-states.ts';

const WEEKDAYS = ['Mon', '', 'Wed', '', 'Fri', '', 'Sun'];

const some = (value: number, word: string): string[] => (value > 0 ? [`${value} ${word}`] : []);

function describe({ date, executions, partial, failed, late, missed }: Day): string {
  const details = [
    ...some(failed, 'failed'),
    ...some(partial, 'partial'),
    ...some(late, 'late'),
    ...some(missed, 'missed'),
  ];
  const runs = executions === 0 ? 'no run' : counted(executions, 'run');
  return `${dayName(date, true)}: ${[runs, ...details].join(', ')}`;
}

/** Steps of the arrow keys, in days: columns are weeks. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1 };

/** A year of days that begins on a Monday, a column a week. One tab stop; the arrow keys go from day to day. */
export function HeatMap({ days }: { days: readonly Day[] }) {
  const grid = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const frame = grid.current?.parentElement;
    if (!frame) return;
    // Whenever the window turns or narrows, too: the newest days are in view.
    const observer = new ResizeObserver(() => {
      frame.scrollLeft = frame.scrollWidth;
      hideCutMonths(frame);
    });
    observer.observe(frame);
    return () => observer.disconnect();
  }, []);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const cells = [...(grid.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const at = cells.findIndex((cell) => cell === event.target);
    if (step === undefined || at === -1) return;
    event.preventDefault();
    cells[Math.min(cells.length - 1, Math.max(0, at + step))]?.focus();
  };
  return (
    <div class="heat-frame">
      <div class="heat-weekdays" aria-hidden="true">
        {WEEKDAYS.map((name, place) => (
          <span key={place}>{name}</span>
        ))}
      </div>
      <div class="scroll heat-scroll" onScroll={(event) => hideCutMonths(event.currentTarget)}>
        <Months days={days} />
        <div class="heat" ref={grid} role="group" aria-label="Days of the last twelve months" onKeyDown={move}>
          {days.map((day, place) => (
            <a
              key={day.date}
              class={`day ${day.tone}`}
              href={historyPath({ from: day.date, to: day.date })}
              tabIndex={place === days.length - 1 ? 0 : -1}
              aria-label={describe(day)}
              title={describe(day)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** A month's name that begins before the visible part would be read as half a word. */
function hideCutMonths(frame: HTMLElement): void {
  const { left } = frame.getBoundingClientRect();
  for (const name of frame.querySelectorAll<HTMLElement>('.heat-months > span')) {
    name.style.visibility = name.getBoundingClientRect().left < left ? 'hidden' : '';
  }
}

/** The name of each month above the week in which it begins. */
function Months({ days }: { days: readonly Day[] }) {
  const begins = days.flatMap(({ date }, place) =>
    date.endsWith('-01') ? [{ date, week: Math.ceil(place / 7) + 1 }] : [],
  );
  return (
    <div class="heat-months" aria-hidden="true">
      {begins.map(({ date, week }) => (
        <span key={date} style={{ gridColumn: `${week} / span 4` }}>
          {monthName(date)}
        </span>
      ))}
    </div>
  );
}

/** What the colours and marks of the days mean. */
export const HeatLegend = () => (
  <ul class="line small soft heat-legend">
    <li>
      <span class="day good" /> all well
    </li>
    <li>
      <span class="day warn" /> partial or late
    </li>
    <li>
      <span class="day bad" /> failed or missed
    </li>
    <li>
      <span class="day none" /> nothing ran
    </li>
  </ul>
);
