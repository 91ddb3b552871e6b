import { describe, expect, it } from 'vitest';
import { dayRuns, ofOneDate, type StoredRun } from '../../../src/domain/reports/day-parts.ts';
import { storedRun, THURSDAY } from './stored-runs.ts';

const partsOf = (run: StoredRun, date = THURSDAY) =>
  Object.entries(dayRuns(date, [run])).flatMap(([part, found]) => (found === null ? [] : part));

describe('the part of the day a run belongs to', () => {
  it.each([
    ['03:00', 'morning'],
    ['11:59', 'morning'],
    ['12:00', 'midday'],
    ['15:59', 'midday'],
    ['16:00', 'close'],
    ['23:00', 'close'],
  ])('is, without a label, by its time: %s is %s', (time, part) => {
    expect(partsOf(storedRun(time, []))).toEqual([part]);
  });

  it('ends at 13:00 when the exchange closes early', () => {
    const executed_at = '2026-12-24T18:05:00.000Z';
    const run = storedRun('12:00', [], { execution_date: '2026-12-24', executed_at });
    expect(partsOf(run, '2026-12-24')).toEqual(['close']);
    expect(
      partsOf({ ...run, execution: { ...run.execution, executed_at: '2026-12-24T17:59:00.000Z' } }, '2026-12-24'),
    ).toEqual(['midday']);
  });

  it.each([
    [{ report_type: 'end-of-day' }, 'close'],
    [{ job_type: 'intraday' }, 'midday'],
    [{ metadata: { slot: 'intraday' }, report_type: 'end-of-day' }, 'midday'],
    [{ report_type: 'a-report-of-someone' }, 'morning'],
    [{ metadata: { slot: 7 } }, 'morning'],
  ])('is what its label says: %j is %s', (execution, part) => {
    expect(partsOf(storedRun('08:30', [], execution))).toEqual([part]);
  });
});

describe('of several runs', () => {
  const early = storedRun('08:30', []);
  const late = storedRun('09:30', []);
  const broken = storedRun('10:30', [], { status: 'failed' });

  it('the latest stands for its part, whatever their order', () => {
    expect(dayRuns(THURSDAY, [late, early]).morning).toBe(late);
    expect(dayRuns(THURSDAY, [early, late]).morning).toBe(late);
  });

  it('a failed one stands only where there is no other', () => {
    expect(dayRuns(THURSDAY, [early, broken]).morning).toBe(early);
    expect(dayRuns(THURSDAY, [broken]).morning).toBe(broken);
  });

  it('none stands for a part that has none', () => {
    expect(dayRuns(THURSDAY, [early])).toEqual({ morning: early, midday: null, close: null });
  });
});

describe('ofOneDate', () => {
  it('drops the runs of other dates than the one the part is of', () => {
    const morning = storedRun('08:30', []);
    const close = storedRun('16:05', [], { execution_date: '2026-01-07' });
    expect(ofOneDate({ morning, midday: null, close }, 'close')).toEqual({ morning: null, midday: null, close });
    expect(ofOneDate({ morning, midday: null, close }, 'midday')).toEqual({ morning, midday: null, close });
  });
});
