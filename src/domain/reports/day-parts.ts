import type { Execution } from '../../../schema/execution.ts';
import type { Json } from '../../../schema/primitives.ts';
import type { ReportRun } from '../../../schema/report.ts';
import type { Result } from '../../../schema/result.ts';
import { marketDay } from '../calendar.ts';
import { easternInstant } from '../eastern.ts';

export type DayPart = ReportRun['part'];

/** A stored run as reports need it. Legacy rows have neither key nor metadata. */
export interface StoredRun {
  execution: Pick<Execution, 'job_type' | 'report_type' | 'status' | 'executed_at' | 'execution_date' | 'errors'> & {
    execution_key: string | null;
    metadata: Readonly<Record<string, Json | undefined>> | null;
  };
  results: readonly Result[];
}

/** The analyses that a day's reports are built from. */
export type DayRuns = Record<DayPart, StoredRun | null>;

const PART_OF_SLOT: Readonly<Record<string, DayPart>> = {
  'pre-market': 'morning',
  intraday: 'midday',
  'end-of-day': 'close',
};

/** When the midday and the close of a date begin, epoch ms: at noon, and when the exchange closes. */
export const dayBoundaries = (date: string): [noon: number, close: number] => [
  easternInstant(date, '12:00'),
  easternInstant(date, marketDay(date).closes ?? '16:00'),
];

/** By label (slot, report type, old job type), else by New York's clock: before noon, until the close, after it. */
function partOf({ execution }: StoredRun, date: string): DayPart {
  const labels = [execution.metadata?.['slot'], execution.report_type, execution.job_type];
  const labelled = labels.map((label) => (typeof label === 'string' ? PART_OF_SLOT[label] : undefined));
  const part = labelled.find((one) => one !== undefined);
  if (part !== undefined) return part;
  const executedAt = Date.parse(execution.executed_at);
  const [noon, close] = dayBoundaries(date);
  if (executedAt >= close) return 'close';
  return executedAt >= noon ? 'midday' : 'morning';
}

const isUsable = (run: StoredRun): boolean => run.execution.status !== 'failed';

const byTime = (a: StoredRun, b: StoredRun): number => (a.execution.executed_at < b.execution.executed_at ? -1 : 1);

/** Of the runs of one business date the latest of each part of the day, failed ones only where there is no other. */
export function dayRuns(date: string, runs: readonly StoredRun[]): DayRuns {
  const parts = Map.groupBy(runs.toSorted(byTime), (run) => partOf(run, date));
  const pick = (part: DayPart): StoredRun | null => {
    const candidates = parts.get(part) ?? [];
    return candidates.findLast(isUsable) ?? candidates.at(-1) ?? null;
  };
  return { morning: pick('morning'), midday: pick('midday'), close: pick('close') };
}

/** The runs of the business date that the run of `part` is of: an older day's results are compared among themselves. */
export function ofOneDate(runs: DayRuns, part: DayPart): DayRuns {
  const date = runs[part]?.execution.execution_date;
  const keep = (run: StoredRun | null) => (date === undefined || run?.execution.execution_date === date ? run : null);
  return { morning: keep(runs.morning), midday: keep(runs.midday), close: keep(runs.close) };
}
