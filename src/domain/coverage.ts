import type { CoverageState } from '../../schema/api/coverage.ts';
import type { Status } from '../../schema/execution.ts';
import { REPORT_TYPES, type ReportType } from '../../schema/report.ts';
import { easternDate } from './eastern.ts';
import type { Slot } from './slots.ts';

/** What coverage needs to know of a stored run. `slot` is metadata.slot, `trigger` is metadata.trigger_source. */
export interface CoverageRun {
  job_type: string;
  report_type: string | null;
  status: Status;
  execution_date: string | null;
  executed_at: string;
  execution_time_ms: number | null;
  slot?: string | null;
  trigger?: string | null;
}

/** How late a run may start, and how much longer it may take until it has finished. Milliseconds. */
export interface Grace {
  start: number;
  finish: number;
}

export const DEFAULT_GRACE: Grace = { start: 15 * 60_000, finish: 15 * 60_000 };

/** What became of a slot. `run` is the stored run that decided; partial and failed runs can be late as well. */
export interface SlotCoverage<Run extends CoverageRun = CoverageRun> {
  slot: Slot;
  state: CoverageState;
  late: boolean;
  run: Run | null;
}

// The platform's crons fire up to some seconds early or late; clocks of other machines are off by more.
const EARLY_MS = 5 * 60_000;
const BY_HAND = new Set(['manual', 'api']);
const RANK: Readonly<Record<Status, number>> = { success: 0, partial: 1, failed: 2 };

const namesSlot = (label: string | null | undefined): label is ReportType =>
  REPORT_TYPES.some((name) => name === label);

/** Epoch ms after which a slot without a run is missed, and a run that finishes is late. */
export const deadline = (slot: Slot, grace: Grace = DEFAULT_GRACE): number => slot.at + grace.start + grace.finish;

/** When runs count for a slot, epoch ms, both ends included; one with a label until the end of the date. */
export interface SlotSpan extends Pick<Slot, 'name' | 'date'> {
  from: number;
  to: number;
}

export const slotSpan = (slot: Slot, grace: Grace = DEFAULT_GRACE): SlotSpan => ({
  name: slot.name,
  date: slot.date,
  from: slot.at - EARLY_MS,
  to: deadline(slot, grace),
});

/**
 * Whether `run`, of the slot's date, is the run of `slot`. A run that carries metadata.slot says so itself. One whose
 * report type (or, with old jobs, job type) is a slot's name counts from the slot's time to the end of the date, so
 * that a repeat by hand fills a gap. One without any label counts while the slot's grace lasts, unless started by hand.
 */
function isRunOf(slot: Slot, run: CoverageRun, grace: Grace): boolean {
  if (run.slot !== undefined && run.slot !== null) return run.slot === slot.name;
  const started = Date.parse(run.executed_at);
  if (!(started >= slot.at - EARLY_MS)) return false;
  const label = [run.report_type, run.job_type].find(namesSlot);
  if (label !== undefined) return label === slot.name;
  return started <= deadline(slot, grace) && !BY_HAND.has(run.trigger ?? '');
}

function isLate(slot: Slot, run: CoverageRun, grace: Grace): boolean {
  const started = Date.parse(run.executed_at);
  return started > slot.at + grace.start || started + (run.execution_time_ms ?? 0) > deadline(slot, grace);
}

const byOutcome = (a: CoverageRun, b: CoverageRun): number =>
  RANK[a.status] - RANK[b.status] || (a.executed_at < b.executed_at ? -1 : 1);

/** The best run of each kind of job, and of those the worst: a good report does not make up for a failed analysis. */
function decidingRun<Run extends CoverageRun>(runs: readonly Run[]): Run | null {
  const kinds = Object.values(Object.groupBy(runs, (run) => run.job_type));
  const best = kinds.flatMap((kind = []) => kind.toSorted(byOutcome).slice(0, 1));
  return best.toSorted(byOutcome).at(-1) ?? null;
}

function coverageOf<Run extends CoverageRun>(
  slot: Slot,
  runs: readonly Run[],
  now: number,
  grace: Grace,
): SlotCoverage<Run> {
  const run = decidingRun(runs.filter((candidate) => isRunOf(slot, candidate, grace)));
  if (run) {
    const late = isLate(slot, run, grace);
    const state = run.status !== 'success' ? run.status : late ? 'late' : 'on_time';
    return { slot, state, late, run };
  }
  const state = now < slot.at ? 'scheduled' : now <= deadline(slot, grace) ? 'running' : 'missed';
  return { slot, state, late: false, run };
}

/** The US Eastern date of a run; empty for an old row that holds neither a date nor a readable time. */
function dateOf(run: CoverageRun): string {
  const executedAt = Date.parse(run.executed_at);
  return run.execution_date ?? (Number.isNaN(executedAt) ? '' : easternDate(executedAt));
}

/** What became of each slot by `now` (epoch ms), given the runs stored for the slots' dates. */
export function coverage<Run extends CoverageRun>(
  slots: readonly Slot[],
  runs: readonly Run[],
  now: number,
  grace: Grace = DEFAULT_GRACE,
): SlotCoverage<Run>[] {
  const byDate = Map.groupBy(runs, dateOf);
  return slots.map((slot) => coverageOf(slot, byDate.get(slot.date) ?? [], now, grace));
}
