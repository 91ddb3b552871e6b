import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobCompletedData } from '../../schema/event.ts';
import { REPORT_TYPES } from '../../schema/report.ts';
import { type CoverageRun, coverage, slotSpan } from '../../src/domain/coverage.ts';
import { type Slot, slotsBetween } from '../../src/domain/slots.ts';
import { listSlotCandidates } from '../../src/storage/coverage-queries.ts';
import { someData } from '../fixtures/events.ts';
import { store } from '../fixtures/ledger.ts';

/** Thursdays to Sundays: in winter, with either change of the clocks, and in summer. */
const RANGES = [
  { from: '2026-01-08', to: '2026-01-11' },
  { from: '2026-03-05', to: '2026-03-08' },
  { from: '2026-07-09', to: '2026-07-12' },
  { from: '2026-10-29', to: '2026-11-01' },
];
const slotsOf = ({ from, to }: (typeof RANGES)[number]) => slotsBetween(from, to);
const LATER = Date.parse('2027-01-01T00:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60;

const label = fc.constantFrom(null, ...REPORT_TYPES);

/** Runs about the bounds within which they count, of all kinds; some are of a date long past, or to come. */
const run = fc.record({
  near: fc.nat(),
  minutes: fc.constantFrom(-300, -6, -5, 0, 15, 16, 29, 30, 31, 120, 600, DAY, 2 * DAY, 30 * DAY, -DAY, -3 * DAY),
  job_type: fc.constantFrom('analysis', 'report', 'pre-market', 'weekly'),
  report_type: label,
  slot: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, label),
  trigger: fc.constantFrom('cron', 'manual'),
  status: fc.constantFrom('success', 'partial', 'failed'),
  execution_time_ms: fc.constantFrom(1000, 20 * MINUTE),
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

// A millisecond each, so that no two runs begin at once: which of those decides is left open.
const dataOf =
  (slots: readonly Slot[]) =>
  ({ near, minutes, slot, trigger, ...rest }: Run, place: number): JobCompletedData[] =>
    slots.slice(near % slots.length, (near % slots.length) + 1).map(({ date, at }) =>
      someData(`run-${place}`, [], {
        ...rest,
        execution_date: date,
        executed_at: new Date(at + minutes * MINUTE + place).toISOString(),
        metadata: { trigger_source: trigger, source: 'test', ...(slot === null ? {} : { slot }) },
      }),
    );

const runOf = ({ execution }: JobCompletedData): CoverageRun & { execution_key: string } => {
  const { slot } = execution.metadata;
  return { ...execution, slot: typeof slot === 'string' ? slot : null, trigger: execution.metadata.trigger_source };
};

const judged = (slots: readonly Slot[], runs: readonly (CoverageRun & { execution_key: string | null })[]) =>
  coverage(slots, runs, LATER).map(({ slot, state, late, run: decided }) => [
    slot.date,
    slot.name,
    state,
    late,
    decided?.execution_key,
  ]);

it.each(RANGES)(
  'the runs that leave the database judge every slot from $from on as all runs do',
  async (range) => {
    const db = env.PREDICT_JOBS_DB;
    const slots = slotsOf(range);
    const spans = slots.map((slot) => slotSpan(slot));
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 40 }), async (runs) => {
        await db.prepare('DELETE FROM job_executions').run();
        const all = runs.flatMap(dataOf(slots));
        await store(...all);
        const candidates = await listSlotCandidates(db, range, REPORT_TYPES, spans);
        expect(judged(slots, candidates)).toEqual(judged(slots, all.map(runOf)));
      }),
      { numRuns: 40 },
    );
  },
  60_000,
);

it('of many runs that are alike only the first of each trigger leaves the database', async () => {
  const many = Array.from({ length: 200 }, (_, i) =>
    someData(`run-${i}`, [], {
      report_type: 'intraday',
      executed_at: new Date(Date.parse('2026-01-08T17:00:00.000Z') + i * MINUTE).toISOString(),
      execution_date: '2026-01-08',
      metadata: { trigger_source: i % 2 ? 'manual' : 'cron', source: 'test' },
    }),
  );
  await store(...many);
  const range = { from: '2026-01-08', to: '2026-01-11' };
  const spans = slotsOf(range).map((slot) => slotSpan(slot));
  const candidates = await listSlotCandidates(env.PREDICT_JOBS_DB, range, REPORT_TYPES, spans);
  expect(candidates.map(({ execution_key }) => execution_key).sort()).toEqual(['run-0', 'run-1']);
});
