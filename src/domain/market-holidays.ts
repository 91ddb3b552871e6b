import { addDays, weekdayOf } from './eastern.ts';

/** A day on which the New York Stock Exchange is closed, or closes at 13:00. */
export interface Holiday {
  date: string;
  name: string;
}

const [MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY] = [1, 4, 5, 6, 7] as const;

const dayOf = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The `nth` such weekday of a month. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const first = dayOf(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
}

function lastMondayOfMay(year: number): string {
  const last = dayOf(year, 5, 31);
  return addDays(last, MONDAY - weekdayOf(last));
}

/** Gregorian Easter Sunday, by the anonymous algorithm printed in Nature in 1876. */
function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const ordinal = epact + toSunday - 7 * shift + 114;
  return dayOf(year, Math.floor(ordinal / 31), (ordinal % 31) + 1);
}

/** NYSE Rule 7.2: a holiday on a Saturday is observed on the Friday before, on a Sunday on the Monday after. */
function observed(date: string): string {
  const weekday = weekdayOf(date);
  if (weekday === SATURDAY) return addDays(date, -1);
  return weekday === SUNDAY ? addDays(date, 1) : date;
}

/** Days on which the exchange stayed closed, or closed early, outside its rules. */
const ONE_OFF_CLOSURES: readonly Holiday[] = [
  { date: '2001-09-11', name: 'September 11 attacks' },
  { date: '2001-09-12', name: 'September 11 attacks' },
  { date: '2001-09-13', name: 'September 11 attacks' },
  { date: '2001-09-14', name: 'September 11 attacks' },
  { date: '2004-06-11', name: 'Mourning for President Reagan' },
  { date: '2007-01-02', name: 'Mourning for President Ford' },
  { date: '2012-10-29', name: 'Hurricane Sandy' },
  { date: '2012-10-30', name: 'Hurricane Sandy' },
  { date: '2018-12-05', name: 'Mourning for President G. H. W. Bush' },
  { date: '2025-01-09', name: 'Mourning for President Carter' },
];
const ONE_OFF_EARLY_CLOSES: readonly Holiday[] = [{ date: '2003-12-26', name: 'Day after Christmas' }];

const inYear = (days: readonly Holiday[], year: number) =>
  days.filter((day) => day.date.startsWith(dayOf(year, 1, 1).slice(0, 5)));

/** The weekdays of a year (2000 and later) on which the exchange is closed, in order. */
export function closuresOf(year: number): Holiday[] {
  const newYear = dayOf(year, 1, 1);
  const days = [
    // On a Saturday it is not made up for: the Friday before ends the year's accounts.
    ...(weekdayOf(newYear) === SATURDAY ? [] : [{ date: observed(newYear), name: "New Year's Day" }]),
    { date: nthWeekday(year, 1, MONDAY, 3), name: 'Martin Luther King, Jr. Day' },
    { date: nthWeekday(year, 2, MONDAY, 3), name: "Washington's Birthday" },
    { date: addDays(easterSunday(year), -2), name: 'Good Friday' },
    { date: lastMondayOfMay(year), name: 'Memorial Day' },
    ...(year >= 2022 ? [{ date: observed(dayOf(year, 6, 19)), name: 'Juneteenth' }] : []),
    { date: observed(dayOf(year, 7, 4)), name: 'Independence Day' },
    { date: nthWeekday(year, 9, MONDAY, 1), name: 'Labor Day' },
    { date: nthWeekday(year, 11, THURSDAY, 4), name: 'Thanksgiving Day' },
    { date: observed(dayOf(year, 12, 25)), name: 'Christmas Day' },
    ...inYear(ONE_OFF_CLOSURES, year),
  ];
  return days.sort((a, b) => (a.date < b.date ? -1 : 1));
}

/**
 * The days of a year (2000 and later) on which trading ends at 13:00. The day before Independence Day counts when
 * both it and the holiday fall on Monday to Friday; until 2012 a Thursday holiday shortened the Friday after it.
 */
export function earlyClosesOf(year: number): Holiday[] {
  const [julyThird, christmasEve] = [dayOf(year, 7, 3), dayOf(year, 12, 24)];
  const thursdayHoliday = weekdayOf(dayOf(year, 7, 4)) === THURSDAY;
  const days = [
    thursdayHoliday && year < 2013
      ? { date: dayOf(year, 7, 5), name: 'Day after Independence Day' }
      : { date: julyThird, name: 'Day before Independence Day' },
    { date: addDays(nthWeekday(year, 11, THURSDAY, 4), 1), name: 'Day after Thanksgiving' },
    { date: christmasEve, name: 'Christmas Eve' },
    ...inYear(ONE_OFF_EARLY_CLOSES, year),
  ];
  const closed = new Set(closuresOf(year).map((day) => day.date));
  return days.filter(({ date }) => weekdayOf(date) <= FRIDAY && !closed.has(date));
}
