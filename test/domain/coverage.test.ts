import { describe, expect, it } from 'vitest';
import { type CoverageRun, coverage } from '../../src/domain/coverage.ts';
import { type Slot, slotsOn } from '../../src/domain/slots.ts';

const DATE = '2026-01-08';
const [preMarket, intraday, endOfDay] = slotsOn(DATE) as [Slot, Slot, Slot];
const GRACE = { start: 10 * 60_000, finish: 20 * 60_000 };
const eastern = (time: string) =>
  `${DATE}T${String(Number(time.slice(0, 2)) + 5).padStart(2, '0')}:${time.slice(3)}:00.000Z`;
const clock = (time: string) => Date.parse(eastern(time));
const NEXT_DAY = Date.parse('2026-01-09T12:00:00.000Z');

const run = (time: string, change: Partial<CoverageRun> = {}): CoverageRun => ({
  job_type: 'analysis',
  report_type: null,
  status: 'success',
  execution_date: DATE,
  executed_at: eastern(time),
  execution_time_ms: 45_000,
  trigger: 'cron',
  ...change,
});

const stateOf = (slot: Slot, runs: CoverageRun[], now = NEXT_DAY) => coverage([slot], runs, now, GRACE)[0]?.state;

describe('a slot without a run', () => {
  it.each([
    ['08:29', 'scheduled'],
    ['08:30', 'running'],
    ['09:00', 'running'],
    ['09:01', 'missed'],
  ])('is at %s %s', (time, state) => {
    expect(stateOf(preMarket, [], clock(time))).toBe(state);
  });
});

describe('a slot with a run', () => {
  it.each<[string, CoverageRun, string, boolean]>([
    ['at its minute', run('08:30'), 'on_time', false],
    ['at the end of the grace for starting', run('08:40'), 'on_time', false],
    ['after that', run('08:41'), 'late', true],
    ['started in time and finished too late', run('08:31', { execution_time_ms: 30 * 60_000 }), 'late', true],
    ['with a symbol missing', run('08:30', { status: 'partial' }), 'partial', false],
    ['partial and late', run('08:50', { status: 'partial' }), 'partial', true],
    ['failed', run('08:30', { status: 'failed' }), 'failed', false],
    ['of unknown duration', run('08:30', { execution_time_ms: null }), 'on_time', false],
  ])('%s is %s', (_name, stored, state, late) => {
    expect(coverage([preMarket], [stored], NEXT_DAY, GRACE)).toEqual([{ slot: preMarket, state, late, run: stored }]);
  });

  it('counts as soon as it is stored', () => {
    expect(stateOf(preMarket, [run('08:30')], clock('08:31'))).toBe('on_time');
  });
});

describe('which run belongs to a slot', () => {
  it.each<[string, CoverageRun, string]>([
    ['its metadata says so, whenever it ran', run('11:00', { slot: 'pre-market' }), 'late'],
    ['its metadata names another slot', run('08:30', { slot: 'intraday' }), 'missed'],
    ['its report type says so', run('08:30', { report_type: 'pre-market' }), 'on_time'],
    ['its report type names another slot', run('08:30', { report_type: 'end-of-day' }), 'missed'],
    ['its job type says so', run('08:30', { job_type: 'pre-market' }), 'on_time'],
    ['a repeat by hand fills the gap', run('10:00', { report_type: 'pre-market', trigger: 'manual' }), 'late'],
    ['a try-out before the slot does not', run('07:00', { report_type: 'pre-market', trigger: 'manual' }), 'missed'],
    ['it has no label and its time fits', run('08:28'), 'on_time'],
    ['it has no label and its time does not fit', run('09:01'), 'missed'],
    ['it has no label and was started by hand', run('08:30', { trigger: 'manual' }), 'missed'],
    ['an old row without metadata fits by its time', run('08:32', { trigger: null, execution_date: null }), 'on_time'],
    ['it is of another date', run('08:30', { execution_date: '2026-01-07' }), 'missed'],
    ['it has no readable time', run('08:30', { executed_at: 'yesterday', execution_date: null }), 'missed'],
  ])('%s', (_rule, stored, state) => {
    expect(stateOf(preMarket, [stored])).toBe(state);
  });

  it('gives each run to one slot only', () => {
    const runs = ['08:30', '12:00', '16:05'].map((time) => run(time));
    const covered = coverage([preMarket, intraday, endOfDay], runs, NEXT_DAY, GRACE);
    expect(covered.map(({ run: stored }) => stored)).toEqual(runs);
    expect(covered.every(({ state }) => state === 'on_time')).toBe(true);
  });
});

describe('several runs of a slot', () => {
  it('a repeat that succeeded stands for the one that failed, and is late', () => {
    expect(stateOf(preMarket, [run('08:30', { status: 'failed' }), run('08:55')])).toBe('late');
  });

  it('the first of two that succeeded decides', () => {
    expect(stateOf(preMarket, [run('08:50'), run('08:31')])).toBe('on_time');
  });

  it('a report that was built does not hide the analysis that failed', () => {
    const runs = [run('08:30', { status: 'failed' }), run('08:31', { job_type: 'report', report_type: 'pre-market' })];
    expect(stateOf(preMarket, runs)).toBe('failed');
    expect(stateOf(preMarket, runs.toReversed())).toBe('failed');
  });
});
