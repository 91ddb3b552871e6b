import { describe, expect, it } from 'vitest';
import {
  isTradingDay,
  marketDay,
  nextTradingDay,
  previousTradingDay,
  tradingDaysBetween,
} from '../../src/domain/calendar.ts';
import { datesBetween, weekdayOf } from '../../src/domain/eastern.ts';

// The calendars the exchange published, read off by hand: weekdays without trading, and days that end at 13:00.
const PUBLISHED: Record<string, { closed: string; early: string }> = {
  '2001': {
    closed: '01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25',
    early: '07-03 11-23 12-24',
  },
  '2002': { closed: '01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25', early: '07-05 11-29 12-24' },
  '2003': { closed: '01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25', early: '07-03 11-28 12-24 12-26' },
  '2004': { closed: '01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24', early: '11-26' },
  '2007': { closed: '01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25', early: '07-03 11-23 12-24' },
  '2010': { closed: '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24', early: '11-26' },
  '2011': { closed: '01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26', early: '11-25' },
  '2012': {
    closed: '01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25',
    early: '07-03 11-23 12-24',
  },
  '2013': { closed: '01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25', early: '07-03 11-29 12-24' },
  '2018': { closed: '01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25', early: '07-03 11-23 12-24' },
  '2019': { closed: '01-01 01-21 02-18 04-19 05-27 07-04 09-02 11-28 12-25', early: '07-03 11-29 12-24' },
  '2020': { closed: '01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25', early: '11-27 12-24' },
  '2021': { closed: '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24', early: '11-26' },
  '2022': { closed: '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26', early: '11-25' },
  '2023': { closed: '01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25', early: '07-03 11-24' },
  '2024': { closed: '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25', early: '07-03 11-29 12-24' },
  '2025': {
    closed: '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25',
    early: '07-03 11-28 12-24',
  },
  '2026': { closed: '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25', early: '11-27 12-24' },
  '2027': { closed: '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24', early: '11-26' },
  '2028': { closed: '01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25', early: '07-03 11-24' },
};

const SESSIONS: [number, number][] = [
  [2000, 252],
  [2001, 248],
  [2004, 252],
  [2005, 252],
  [2006, 251],
  [2007, 251],
  [2008, 253],
  [2009, 252],
  [2012, 250],
  [2014, 252],
  [2015, 252],
  [2016, 252],
  [2017, 251],
  [2018, 251],
  [2020, 253],
  [2022, 251],
  [2023, 250],
  [2024, 252],
  [2025, 250],
];

describe('the trading calendar', () => {
  it.each(Object.entries(PUBLISHED))(
    '%s closes and shortens the days that were published',
    (year, { closed, early }) => {
      const days = datesBetween(`${year}-01-01`, `${year}-12-31`).map(marketDay);
      const weekdays = days.filter((day) => weekdayOf(day.date) < 6);
      const monthDays = (list: typeof days) => list.map((day) => day.date.slice(5)).join(' ');
      expect(monthDays(weekdays.filter((day) => !day.open))).toBe(closed);
      expect(monthDays(days.filter((day) => day.closes === '13:00'))).toBe(early);
    },
  );

  it.each(SESSIONS)('%i had %i sessions', (year, sessions) => {
    expect(tradingDaysBetween(`${year}-01-01`, `${year}-12-31`)).toHaveLength(sessions);
  });

  it.each([
    ['2026-04-03', { open: false, closes: null, reason: 'Good Friday' }],
    ['2026-07-03', { open: false, closes: null, reason: 'Independence Day' }],
    ['2026-07-04', { open: false, closes: null, reason: 'Saturday' }],
    ['2026-01-11', { open: false, closes: null, reason: 'Sunday' }],
    ['2026-11-27', { open: true, closes: '13:00', reason: 'Day after Thanksgiving' }],
    ['2026-01-08', { open: true, closes: '16:00', reason: null }],
    ['2012-10-29', { open: false, closes: null, reason: 'Hurricane Sandy' }],
  ])('%s says why', (date, day) => {
    expect(marketDay(date)).toEqual({ date, ...day });
  });

  it('keeps to its rules in years nobody has listed', () => {
    for (let year = 2000; year <= 2199; year += 1) {
      const sessions = tradingDaysBetween(`${year}-01-01`, `${year}-12-31`).length;
      expect(sessions, String(year)).toBeGreaterThanOrEqual(248);
      expect(sessions, String(year)).toBeLessThanOrEqual(254);
    }
    expect(isTradingDay('2099-04-10')).toBe(false);
    expect(isTradingDay('2100-03-26')).toBe(false);
  });

  it('steps over weekends, holidays and closures in a row', () => {
    expect(previousTradingDay('2026-01-20')).toBe('2026-01-16');
    expect(nextTradingDay('2026-01-16')).toBe('2026-01-20');
    expect(nextTradingDay('2001-09-10')).toBe('2001-09-17');
    expect(previousTradingDay('2026-01-02')).toBe('2025-12-31');
  });
});
