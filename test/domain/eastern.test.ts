import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  datesBetween,
  datesOfIsoWeek,
  easternDate,
  easternInstant,
  easternTime,
  isoWeek,
  weekdayOf,
} from '../../src/domain/eastern.ts';

const instantBetween = (from: string, to: string) => fc.integer({ min: Date.parse(from), max: Date.parse(to) });

describe('easternTime', () => {
  it.each([
    ['2026-01-08T04:59:59.999Z', '2026-01-07', 23, 59, 3],
    ['2026-01-08T05:00:00.000Z', '2026-01-08', 0, 0, 4],
    ['2026-07-01T03:59:59.999Z', '2026-06-30', 23, 59, 2],
    ['2026-07-01T04:00:00.000Z', '2026-07-01', 0, 0, 3],
    ['2026-03-08T06:59:00.000Z', '2026-03-08', 1, 59, 7],
    ['2026-03-08T07:00:00.000Z', '2026-03-08', 3, 0, 7],
    ['2026-11-01T05:59:00.000Z', '2026-11-01', 1, 59, 7],
    ['2026-11-01T06:00:00.000Z', '2026-11-01', 1, 0, 7],
    ['2006-04-02T07:00:00.000Z', '2006-04-02', 3, 0, 7],
  ])('%s is %s %i:%i, weekday %i', (instant, date, hour, minute, weekday) => {
    expect(easternTime(Date.parse(instant))).toEqual({ date, hour, minute, weekday });
    expect(easternDate(Date.parse(instant))).toBe(date);
  });

  it('agrees with the platform for any instant', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', dateStyle: 'short' });
    fc.assert(fc.property(instantBetween('1970-01-02', '2100-01-01'), (ms) => easternDate(ms) === format.format(ms)));
  });
});

describe('easternInstant', () => {
  it.each([
    ['2026-01-08', '08:30', '2026-01-08T13:30:00.000Z'],
    ['2026-07-08', '08:30', '2026-07-08T12:30:00.000Z'],
    ['2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'],
  ])('%s %s is %s', (date, time, instant) => {
    expect(new Date(easternInstant(date, time)).toISOString()).toBe(instant);
  });

  it('undoes easternTime, except in the hour that occurs twice', () => {
    fc.assert(
      fc.property(instantBetween('1970-01-02', '2100-01-01'), (ms) => {
        const minute = Math.floor(ms / 60_000) * 60_000;
        const { date, hour, minute: past } = easternTime(minute);
        const back = easternInstant(date, `${String(hour).padStart(2, '0')}:${String(past).padStart(2, '0')}`);
        return back === minute || (hour === 1 && minute - back === 3_600_000);
      }),
    );
  });

  it('refuses what is no date or time', () => {
    expect(() => easternInstant('2026-13-01', '08:30')).toThrow(RangeError);
    expect(() => easternInstant('2026-01-01', '25:00')).toThrow(RangeError);
  });
});

describe('dates and ISO weeks', () => {
  it.each([
    ['2026-01-01', '2026-W01'],
    ['2025-12-29', '2026-W01'],
    ['2027-01-03', '2026-W53'],
    ['2021-01-03', '2020-W53'],
    ['2024-12-31', '2025-W01'],
  ])('%s is in %s', (date, week) => {
    expect(isoWeek(date)).toBe(week);
    expect(datesOfIsoWeek(week)).toContain(date);
  });

  it('a week runs from Monday to Sunday', () => {
    expect(datesOfIsoWeek('2026-W02')).toEqual(datesBetween('2026-01-05', '2026-01-11'));
    expect(datesOfIsoWeek('2026-W02')?.map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it.each(['2025-W53', '2026-W54', '2026-W00', '2026-1', '2026-W2', ''])('%j is no week', (week) => {
    expect(datesOfIsoWeek(week)).toBeNull();
  });

  it('adds days across months, years and clock changes', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2026-03-08', 1)).toBe('2026-03-09');
  });
});
