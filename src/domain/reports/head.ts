import type { ReportHead, ReportRun, ReportState, ReportType, StoreSource } from '../../../schema/report.ts';
import { marketDay } from '../calendar.ts';
import { deadline, type Grace } from '../coverage.ts';
import { type Slot, slotOf } from '../slots.ts';
import { resultsBySymbol } from './calls.ts';
import type { DayPart, DayRuns } from './day-parts.ts';
import { quote } from './text.ts';

/** What a report is asked for and what was found: the Eastern date, the clock (epoch ms), the store that answered. */
export interface Request {
  date: string;
  now: number;
  source: StoreSource | null;
  grace?: Grace;
}

interface Found {
  /** Business date of the results that were found; null when there are none. */
  shown: string | null;
  /** Why a run that is stored brought nothing. */
  failure: string | null;
  runs: ReportRun[];
}

function stateOf(slot: Slot | null, shown: string | null, failed: boolean, request: Request): ReportState {
  if (shown !== null) return shown === request.date ? 'present' : 'stale';
  if (slot === null || failed) return 'no_data';
  if (request.now < slot.at) return 'scheduled';
  return request.now <= deadline(slot, request.grace) ? 'processing' : 'no_data';
}

const closedOn = (date: string): string => `The exchange is closed: ${marketDay(date).reason ?? 'no trading'}.`;

function noticeOf(
  state: ReportState,
  slot: Slot | null,
  failure: string | null,
  { date, source }: Request,
): string | null {
  switch (state) {
    case 'present':
      return null;
    case 'stale':
      return source === 'kv'
        ? 'KV holds nothing for the date that was asked for; these are the last results before it that it holds.'
        : 'Nothing is stored yet for the date that was asked for; these are the last results before it.';
    case 'scheduled':
      return 'The run for this report is yet to come.';
    case 'processing':
      return 'The run for this report is due; its results are not stored yet.';
    case 'no_data':
      if (failure !== null) return `The run for this report failed without a result: ${failure}`;
      return slot === null ? closedOn(date) : 'Nothing is stored for this report.';
  }
}

/** What a report says of itself. */
export function headOf(type: ReportType, request: Request, found: Found): ReportHead {
  const slot = slotOf(type, request.date);
  const state = stateOf(slot, found.shown, found.failure !== null, request);
  return {
    business_date: found.shown ?? request.date,
    requested_date: request.date,
    state,
    has_content: found.shown !== null,
    source: found.shown === null ? null : request.source,
    scheduled_at: slot === null ? null : new Date(slot.at).toISOString(),
    generated_at: new Date(request.now).toISOString(),
    notice: noticeOf(state, slot, found.failure, request),
    runs: found.runs,
  };
}

const PARTS: readonly DayPart[] = ['morning', 'midday', 'close'];

/** What a day's runs hold for a report whose own run is that of `part`; the others only serve to compare. */
export function foundIn(runs: Partial<DayRuns>, part: DayPart): Found {
  const own = runs[part] ?? null;
  const shown = own !== null && resultsBySymbol(own).size > 0 ? own.execution.execution_date : null;
  const failure = own !== null && shown === null ? quote(own.execution.errors.join('; ') || 'no reason given') : null;
  const listed = PARTS.flatMap((name) => {
    const run = runs[name];
    if (!run) return [];
    const { execution_key, job_type, status, executed_at } = run.execution;
    return [{ part: name, execution_key, job_type, status, executed_at }];
  });
  return { shown, failure, runs: listed };
}
