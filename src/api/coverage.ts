import {
  COVERAGE_STATES,
  type CoverageAnswer,
  CoverageQuery,
  type CoverageSlot,
  MAX_COVERAGE_DAYS,
} from '../../schema/api/coverage.ts';
import { REPORT_TYPES } from '../../schema/report.ts';
import { coverage as coverageOf, type SlotCoverage, slotSpan } from '../domain/coverage.ts';
import { slotsBetween } from '../domain/slots.ts';
import { listSlotCandidates, type SlotCandidate } from '../storage/coverage-queries.ts';
import type { Handler } from './context.ts';
import { businessRange } from './date-range.ts';
import { parseQuery } from './input.ts';
import { answerJson } from './respond.ts';
import { readD1 } from './stores.ts';
import { startTiming } from './timing.ts';

const DEFAULT_DAYS = 7;

function jobOf(run: SlotCandidate): CoverageSlot['job'] {
  const { id, execution_key, job_type, report_type, status, executed_at, execution_time_ms } = run;
  return { id, execution_key, job_type, report_type, status, executed_at, execution_time_ms };
}

const shown = ({ slot, state, late, run }: SlotCoverage<SlotCandidate>): CoverageSlot => ({
  slot: slot.name,
  date: slot.date,
  scheduled_at: new Date(slot.at).toISOString(),
  state,
  late,
  job: run && jobOf(run),
});

/** GET /api/v1/jobs/coverage */
export const coverage: Handler = async (request, context) => {
  const timing = startTiming();
  const now = context.now();
  const range = businessRange(parseQuery(CoverageQuery, request), now, { days: DEFAULT_DAYS, most: MAX_COVERAGE_DAYS });
  const expected = slotsBetween(range.from, range.to);
  const spans = expected.map((slot) => slotSpan(slot));
  const runs = await readD1(context, timing, (db) => listSlotCandidates(db, range, REPORT_TYPES, spans));
  const slots = coverageOf(expected, runs, now).map(shown);
  const inState = (state: CoverageSlot['state']): CoverageSlot[] => slots.filter((slot) => slot.state === state);
  const body: CoverageAnswer = {
    success: true,
    ...range,
    expected: slots.length,
    counts: Object.fromEntries(
      COVERAGE_STATES.map((state) => [state, inState(state).length]),
    ) as CoverageAnswer['counts'],
    missed: inState('missed').map(({ slot, date, scheduled_at }) => ({ slot, date, scheduled_at })),
    slots,
    source: 'd1',
  };
  return answerJson(request, timing, body);
};
