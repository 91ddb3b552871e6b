import { expect, it } from 'vitest';
import { faultRun } from '../fixtures/fault-run/run.ts';

it.each([1, 2, 3])(
  'loses and doubles nothing while D1, KV and the queue fail (seed %i)',
  async (seed) => {
    const report = await faultRun({
      seed,
      events: 400,
      rates: { d1: 0.2, kv: 0.1, send: 0.1 },
      duplicates: 0.1,
      poison: 0.02,
    });
    expect(report).toMatchObject({
      lost: [],
      wrong: [],
      strayRows: 0,
      outboxLeft: 0,
      queueLeft: 0,
      unexplained: 0,
      openForStored: 0,
    });
    expect(report.deadLetters).toBe(report.poisoned);
    expect(report.calls.d1Failures).toBeGreaterThan(5);
    expect(report.calls.kvFailures).toBeGreaterThan(20);
    expect(report.calls.sendFailures).toBeGreaterThan(10);
  },
  120_000,
);
