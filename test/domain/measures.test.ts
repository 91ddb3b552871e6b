import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOUNDS_MS, type Bucketed, bucketOf, countOf, percentile } from '../../src/domain/measures.ts';
import { judged } from '../../src/domain/success-metrics.ts';

const bucketed = (times: readonly number[]): Bucketed[] =>
  times.map((ms) => ({ measure: 'history_ms', bucket: bucketOf(ms), count: 1 }));

describe('a percentile of buckets', () => {
  it('is the bound of the bucket that the true one falls into', () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: 0, max: 20_000, noNaN: true }), { minLength: 1 }), (times) => {
        const sorted = times.toSorted((a, b) => a - b);
        const true95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
        const expected = BOUNDS_MS.find((bound) => true95 <= bound) ?? Number.POSITIVE_INFINITY;
        expect(percentile(bucketed(times), 'history_ms', 0.95)).toBe(expected);
        expect(countOf(bucketed(times), 'history_ms')).toBe(times.length);
      }),
    );
  });

  it('is none without times, whatever else was counted', () => {
    expect(percentile([{ measure: 'reads_d1', bucket: 0, count: 5 }], 'history_ms', 0.95)).toBeNull();
  });
});

describe('a success metric', () => {
  it.each([
    ['completeness', 1, 'met'],
    ['completeness', 0.9999, 'missed'],
    ['history_p95', 50, 'met'],
    ['history_p95', 75, 'missed'],
    ['history_p95', 200, 'missed'],
    ['history_p95', 500, 'rollback'],
    ['history_p95', Number.POSITIVE_INFINITY, 'rollback'],
    ['d1_write_success', 0.999, 'met'],
    ['d1_write_success', 0.95, 'missed'],
    ['d1_write_success', 0.949, 'rollback'],
    ['kv_reads_avoided', 0.3, 'met'],
    ['kv_reads_avoided', 0, 'missed'],
    ['dashboard_load_p95', 2000, 'met'],
    ['dashboard_load_p95', 5000, 'missed'],
    ['dashboard_load_p95', null, 'unknown'],
  ] as const)('%s of %s is %s', (name, value, status) => {
    expect(judged(name, value, 10).status).toBe(status);
  });
});
