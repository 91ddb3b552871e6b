import type { MetricName, MetricStatus, SuccessMetric } from '../../schema/api/health.ts';

/** What a metric is to be, and when the plan rolls back. `above`: more is better. */
interface Goal {
  above: boolean;
  unit: 'ratio' | 'ms';
  target: number;
  rollback: number | null;
}

/** The plan's success metrics, with its targets and its triggers of a rollback. */
export const GOALS: Readonly<Record<MetricName, Goal>> = {
  completeness: { above: true, unit: 'ratio', target: 1, rollback: null },
  history_p95: { above: false, unit: 'ms', target: 50, rollback: 200 },
  d1_write_success: { above: true, unit: 'ratio', target: 0.999, rollback: 0.95 },
  kv_reads_avoided: { above: true, unit: 'ratio', target: 0.3, rollback: null },
  dashboard_load_p95: { above: false, unit: 'ms', target: 2000, rollback: null },
};

const meets = ({ above }: Goal, value: number, bound: number): boolean => (above ? value >= bound : value <= bound);

function statusOf(goal: Goal, value: number | null): MetricStatus {
  if (value === null) return 'unknown';
  if (meets(goal, value, goal.target)) return 'met';
  return goal.rollback !== null && !meets(goal, value, goal.rollback) ? 'rollback' : 'missed';
}

/** A metric against its goal. `samples` is how many observations the value stands on. */
export function judged(name: MetricName, value: number | null, samples: number): SuccessMetric {
  const goal = GOALS[name];
  const { unit, target, rollback } = goal;
  const finite = value === null || Number.isFinite(value) ? value : Number.MAX_SAFE_INTEGER;
  return { name, unit, value: finite, samples, target, rollback, status: statusOf(goal, value) };
}

/** Of attempts to store an event, those that were not to be tried again: what is malformed is no fault of the database. */
export const writeSuccess = ({ attempts, retried }: { attempts: number; retried: number }): SuccessMetric =>
  judged('d1_write_success', shareOf(attempts - retried, attempts), attempts);

/** The share that `part` is of `whole`; null of nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
