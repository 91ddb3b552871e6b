import { median } from '../figures.ts';
import type { Line, Report } from './report.ts';

/** A target, what was seen, and whether it was reached. */
export interface Verdict {
  what: string;
  target: string;
  seen: string;
  floor: string;
  reached: string;
}

const PAGE_MS = 5;
const STATS_MS = 50;
/** Rows that a page may read for each kind of jobs there is, besides two for each of its own. */
const ROWS_A_KIND = 5;
/** How much longer the thousandth page may take than the first. */
const MAX_DEEPER = 1.25;

const whole = (value: number): string => value.toLocaleString('en');
const ms = (value: number): string => `${value.toFixed(1)} ms`;
const yesOrNo = (isReached: boolean): string => (isReached ? 'yes' : 'no');

const worst = (lines: readonly Line[], of: (line: Line) => number): Line | undefined =>
  lines.toSorted((a, b) => of(b) - of(a))[0];

function rowsRead(what: string, lines: readonly Line[], most: number): Verdict {
  const seen = Math.max(...lines.map(({ ours }) => ours.rows_read));
  return { what, target: `≤ ${whole(most)} rows read`, seen: whole(seen), floor: '–', reached: yesOrNo(seen <= most) };
}

const nameOf = ({ detail, page }: Line): string => `${detail}, page ${whole(page)}`;

/** The worst of the lines by the clock, how many keep to the target, and what is left above the floor. */
function inTime(what: string, lines: readonly Line[], figure: 'p50' | 'p95', most: number): Verdict {
  const line = worst(lines, ({ ours }) => ours[figure]);
  const seen = line?.ours[figure] ?? NaN;
  const within = lines.filter(({ ours }) => ours[figure] <= most).length;
  const above = Math.max(...lines.map(({ ours }) => ours.above[figure]));
  const slowest = line ? ` (${nameOf(line)})` : '';
  return {
    what: `${what}, ${figure}`,
    target: `≤ ${most} ms`,
    seen: `${within} of ${lines.length} within; the slowest ${ms(seen)}${slowest}; at most ${ms(above)} above the floor`,
    floor: ms(line?.ours.floor[figure] ?? NaN),
    reached: yesOrNo(seen <= most),
  };
}

/** By single calls: a sample's share of ten hides the slowest of them. */
function singles(what: string, lines: readonly Line[], most: number): Verdict {
  const line = worst(lines, ({ ours }) => ours.single_p95);
  const seen = line?.ours.single_p95 ?? NaN;
  const floor = ms(line?.ours.floor.single_p95 ?? NaN);
  const within = lines.filter(({ ours }) => ours.single_p95 <= most).length;
  const text = `${within} of ${lines.length} within; the slowest ${ms(seen)}`;
  return { what, target: `≤ ${most} ms`, seen: text, floor, reached: yesOrNo(seen <= most) };
}

function deeper(history: readonly Line[]): Verdict {
  const first = new Map(history.filter(({ page }) => page === 1).map(({ detail, ours }) => [detail, ours.p50]));
  const deep = history.filter(({ page }) => page === 1000);
  const seen = median(deep.map(({ detail, ours }) => ours.p50 / (first.get(detail) ?? NaN)));
  return {
    what: `the thousandth page against the first, p50, median of the ${deep.length} filters that have one`,
    target: `≤ ${MAX_DEEPER} ×`,
    seen: `${seen.toFixed(2)} ×`,
    floor: '–',
    reached: yesOrNo(seen <= MAX_DEEPER),
  };
}

/** The targets, held against a report. */
export function verdicts({ kinds, lines }: Report): Verdict[] {
  const history = lines.filter(({ question }) => question === 'history');
  const unfiltered = history.filter(({ detail }) => detail === '–');
  const stats = lines.filter(({ question }) => question === 'stats, 90 days');
  return [
    rowsRead('a page of 50 without a filter', unfiltered, 100),
    rowsRead(
      `a page of 50 by any filter: 2 × 50 and ${ROWS_A_KIND} for each of ${kinds} kinds`,
      history,
      100 + ROWS_A_KIND * kinds,
    ),
    inTime('a page without a filter, first or thousandth', unfiltered, 'p50', PAGE_MS),
    inTime('a page without a filter, first or thousandth', unfiltered, 'p95', PAGE_MS),
    inTime('every page, by any filter', history, 'p50', PAGE_MS),
    inTime('every page, by any filter', history, 'p95', PAGE_MS),
    singles('every page, p95 of single calls in whole milliseconds', history, PAGE_MS),
    deeper(history),
    inTime('statistics of 90 days', stats, 'p95', STATS_MS),
  ];
}
