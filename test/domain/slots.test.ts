import { decodeTime } from 'ulid';
import { describe, expect, it } from 'vitest';
import { Ulid } from '../../schema/primitives.ts';
import { marketDay } from '../../src/domain/calendar.ts';
import { type Slot, slotAt, slotExecutionKey, slotsBetween, slotsOn } from '../../src/domain/slots.ts';

// Written down from the calendars that the exchange published and from the clocks, not worked out: closed weekdays, days
// that end at 13:00 (their slots stay where they are), and the dates on which daylight saving begins and ends. 2022 has
// a holiday moved to Monday twice and one that is dropped; 2028 is a leap year.
const YEARS = [
  {
    year: '2022',
    closed: '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26',
    early: '11-25',
    daylight: ['03-13', '11-06'],
    sessions: 251,
    sundays: 52,
  },
  {
    year: '2026',
    closed: '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25',
    early: '11-27 12-24',
    daylight: ['03-08', '11-01'],
    sessions: 251,
    sundays: 52,
  },
  {
    year: '2028',
    closed: '01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25',
    early: '07-03 11-24',
    daylight: ['03-12', '11-05'],
    sessions: 251,
    sundays: 53,
  },
] as const;

const UTC_TIMES = {
  daylight: { weekday: ['pre-market 12:30', 'intraday 16:00', 'end-of-day 20:05'], sunday: ['weekly 14:00'] },
  standard: { weekday: ['pre-market 13:30', 'intraday 17:00', 'end-of-day 21:05'], sunday: ['weekly 15:00'] },
};

/** The dates of a year by the platform's own UTC calendar. */
function datesOf(year: string): string[] {
  const first = Date.UTC(Number(year), 0, 1);
  const days = (Date.UTC(Number(year) + 1, 0, 1) - first) / 86_400_000;
  return Array.from({ length: days }, (_, day) => new Date(first + day * 86_400_000).toISOString().slice(0, 10));
}

function expectedOn(date: string, { closed, daylight }: (typeof YEARS)[number]): string[] {
  const day = date.slice(5);
  const times = UTC_TIMES[day >= daylight[0] && day < daylight[1] ? 'daylight' : 'standard'];
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  if (weekday === 0) return times.sunday;
  return weekday === 6 || closed.split(' ').includes(day) ? [] : times.weekday;
}

const inUtc = (slot: Slot) => `${slot.date} ${slot.name} ${new Date(slot.at).toISOString().slice(11, 16)}`;

const at = (instant: string) => slotAt(Date.parse(instant));

describe('the slots of a year', () => {
  it.each(YEARS)('are those of the table of $year, through both clock changes and every holiday', (table) => {
    const dates = datesOf(table.year);
    const expected = dates.flatMap((date) => expectedOn(date, table).map((slot) => `${date} ${slot}`));
    expect(expected).toHaveLength(table.sessions * 3 + table.sundays);
    expect(slotsBetween(`${table.year}-01-01`, `${table.year}-12-31`).map(inUtc)).toEqual(expected);
    expect(dates.flatMap((date) => slotsOn(date).map(inUtc))).toEqual(expected);
  });

  it.each(YEARS)('stay at 16:05 on the days of $year that end early', ({ year, early }) => {
    const short = datesOf(year).filter((date) => marketDay(date).closes === '13:00');
    expect(short.map((date) => date.slice(5)).join(' ')).toBe(early);
    for (const date of short)
      expect(slotsOn(date).at(-1)?.at).toBe(Date.parse(`${date}T${date.slice(5) === '07-03' ? '20' : '21'}:05:00Z`));
  });

  it.each([
    ['2026-03-06', ['pre-market 13:30', 'intraday 17:00', 'end-of-day 21:05']],
    ['2026-03-07', []],
    ['2026-03-08', ['weekly 14:00']],
    ['2026-03-09', ['pre-market 12:30', 'intraday 16:00', 'end-of-day 20:05']],
    ['2026-10-30', ['pre-market 12:30', 'intraday 16:00', 'end-of-day 20:05']],
    ['2026-11-01', ['weekly 15:00']],
    ['2026-11-02', ['pre-market 13:30', 'intraday 17:00', 'end-of-day 21:05']],
    ['2026-11-27', ['pre-market 13:30', 'intraday 17:00', 'end-of-day 21:05']],
    ['2025-01-09', []],
    ['2001-09-11', []],
    ['2006-04-03', ['pre-market 12:30', 'intraday 16:00', 'end-of-day 20:05']],
  ])('%s has %j', (date, slots) => {
    expect(slotsOn(date).map(inUtc)).toEqual(slots.map((slot) => `${date} ${slot}`));
  });
});

describe('slotAt', () => {
  it('finds every slot of the year at its minute and nothing a minute or an hour beside it', () => {
    for (const slot of slotsBetween('2026-01-01', '2026-12-31')) {
      expect(slotAt(slot.at)).toEqual(slot);
      expect(slotAt(slot.at + 59_999)).toEqual(slot);
      for (const beside of [-3_600_000, -1, 60_000, 3_600_000]) expect(slotAt(slot.at + beside)).toBeNull();
    }
  });

  it.each([
    ['2026-01-08T12:30:00.000Z', null],
    ['2026-01-08T13:30:00.000Z', 'pre-market'],
    ['2026-07-08T12:30:00.000Z', 'pre-market'],
    ['2026-07-08T13:30:00.000Z', null],
    ['2026-11-01T14:00:00.000Z', null],
    ['2026-11-01T15:00:00.000Z', 'weekly'],
    ['2026-04-03T12:30:00.000Z', null],
  ])('at %s runs %s', (instant, name) => {
    expect(at(instant)?.name ?? null).toBe(name);
  });
});

describe('slotExecutionKey', () => {
  const [slot] = slotsOn('2026-01-08') as [Slot];

  it('is the same ULID however often it is asked, and carries the time of the slot', async () => {
    const key = await slotExecutionKey(slot);
    expect(Ulid.safeParse(key).success).toBe(true);
    expect(await slotExecutionKey({ ...slot })).toBe(key);
    expect(decodeTime(key)).toBe(Date.parse('2026-01-08T13:30:00.000Z'));
  });

  it('differs for every slot of ten years and for every job', async () => {
    const slots = slotsBetween('2020-01-01', '2029-12-31');
    const keys = await Promise.all(slots.map((one) => slotExecutionKey(one)));
    expect(new Set(keys.map((key) => key.slice(10))).size).toBe(slots.length);
    expect(await slotExecutionKey(slot, 'report')).not.toBe(await slotExecutionKey(slot, 'analysis'));
  });
});
