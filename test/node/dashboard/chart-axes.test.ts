import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestRank } from '../../../dashboard/src/format/numbers.ts';
import {
  dayOf,
  daySplits,
  daysRange,
  namedOnce,
  placeSplits,
  powerSplits,
} from '../../../dashboard/src/ui/chart-axes.ts';

const DAY_S = 86_400;
const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`) / 1000;

describe('the axes of the charts', () => {
  it('puts a single day in the middle of a week', () => {
    const at = noon('2026-05-01');
    expect(daysRange(at, at)).toEqual([at - 3 * DAY_S, at + 3 * DAY_S]);
    expect(daysRange(at, at + 30 * DAY_S)).toEqual([at, at + 30 * DAY_S]);
  });

  it('names each day once, the newest among them, whatever the days and the width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 40, max: 1200 }), (days, width) => {
        const newest = noon('2026-05-01');
        const splits = daySplits(newest, newest - days * DAY_S, width);
        const names = splits.map((at) => dayOf(at * 1000));
        expect(new Set(names).size).toBe(names.length);
        expect(names.at(-1)).toBe('1 May');
        expect(names.length).toBeLessThanOrEqual(Math.max(2, width / 40));
      }),
    );
  });

  it('names the first run of each day on the calendar of New York', () => {
    const times = ['2026-01-08T14:00Z', '2026-01-08T22:00Z', '2026-01-09T03:00Z', '2026-01-09T14:00Z'].map(Date.parse);
    const named = placeSplits(times, 1000);
    expect(named).toEqual([0, 3]);
    expect(named.map((place) => dayOf(times[place] ?? 0))).toEqual(['8 Jan', '9 Jan']);
    expect(placeSplits(times, 60)).toEqual([0]);
  });

  it('names powers of ten, at most six, and no name twice in a row', () => {
    expect(powerSplits(2, 4)).toEqual([2, 3, 4]);
    expect(powerSplits(0, 11)).toEqual([0, 3, 6, 9]);
    expect(namedOnce(['0 ms', '0 ms', '1 ms'])).toEqual(['0 ms', '', '1 ms']);
  });
});

describe('nearestRank', () => {
  it('is the smallest value that at least that share does not exceed', () => {
    const values = Array.from({ length: 10 }, (_, place) => place + 1);
    expect([0.5, 0.95, 1].map((share) => nearestRank(values, share))).toEqual([5, 10, 10]);
    expect(nearestRank([7], 0.95)).toBe(7);
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (some, share) => {
          const ascending = some.toSorted((a, b) => a - b);
          const found = nearestRank(ascending, share);
          const within = (limit: number): number => ascending.filter((value) => value <= limit).length;
          expect(within(found)).toBeGreaterThanOrEqual(share * ascending.length - 1e-9);
          const smaller = ascending.findLast((value) => value < found);
          expect(smaller === undefined || within(smaller) < share * ascending.length).toBe(true);
        },
      ),
    );
  });
});
