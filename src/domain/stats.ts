import type { Stats } from '../../schema/api/stats.ts';

/** Executions of one status. `timed` of them say how long they took, together `sum_ms`. */
export interface StatusCount {
  status: string;
  executions: number;
  timed: number;
  sum_ms: number | null;
  min_ms: number | null;
  max_ms: number | null;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function extreme(of: (...values: number[]) => number, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => of(a, b));
}

/** Adds counts up. A status that is none of ours counts as an execution and as nothing else. */
export function foldCounts(counts: readonly StatusCount[]): Stats {
  const of = (status: string): number =>
    sum(counts.filter((each) => each.status === status).map((each) => each.executions));
  const executions = sum(counts.map((each) => each.executions));
  const timed = sum(counts.map((each) => each.timed));
  const success = of('success');
  return {
    executions,
    success,
    partial: of('partial'),
    failed: of('failed'),
    success_rate: executions === 0 ? null : success / executions,
    average_ms: timed === 0 ? null : sum(counts.map((each) => each.sum_ms ?? 0)) / timed,
    min_ms: extreme(
      Math.min,
      counts.map((each) => each.min_ms),
    ),
    max_ms: extreme(
      Math.max,
      counts.map((each) => each.max_ms),
    ),
  };
}
