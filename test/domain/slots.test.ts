import { decodeTime } from 'ulid';
import { describe, expect, it } from 'vitest';
import { Ulid } from '../../schema/primitives.ts';
import { datesBetween } from '../../src/domain/eastern.ts';
import { type Slot, slotAt, slotExecutionKey, slotsBetween, slotsOn } from '../../src/domain/slots.ts';

// 2026, written down from the published calendars: closed weekdays, and the days on which the clocks change.
const CLOSED_2026 = '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25'.split(' ');
const [DAYLIGHT_FROM, DAYLIGHT_UNTIL] = ['2026-03-08', '2026-11-01'];
const UTC_TIMES = {
  daylight: { weekday: ['pre-market 12:30', 'intraday 16:00', 'end-of-day 20:05'], sunday: ['weekly 14:00'] },
  standard: { weekday: ['pre-market 13:30', 'intraday 17:00', 'end-of-day 21:05'], sunday: ['weekly 15:00'] },
};

function expectedOn(date: string): string[] {
  const times = UTC_TIMES[date >= DAYLIGHT_FROM && date < DAYLIGHT_UNTIL ? 'daylight' : 'standard'];
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  if (weekday === 0) return times.sunday;
  return weekday === 6 || CLOSED_2026.includes(date.slice(5)) ? [] : times.weekday;
}

const inUtc = (slot: Slot) => `${slot.date} ${slot.name} ${new Date(slot.at).toISOString().slice(11, 16)}`;

const at = (instant: string) => slotAt(Date.parse(instant));

describe('the slots of a year', () => {
  it('are those of the written table, through both clock changes and every holiday', () => {
    const expected = datesBetween('2026-01-01', '2026-12-31').flatMap((date) =>
      expectedOn(date).map((slot) => `${date} ${slot}`),
    );
    expect(expected).toHaveLength(251 * 3 + 52);
    expect(slotsBetween('2026-01-01', '2026-12-31').map(inUtc)).toEqual(expected);
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
