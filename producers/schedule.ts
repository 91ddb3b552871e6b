import type { JobCompletedData } from '../schema/event.ts';
import type { Status } from '../schema/execution.ts';
import { type Attempt, attempt } from '../src/domain/attempt.ts';
import { easternDate } from '../src/domain/eastern.ts';
import { buildReport } from '../src/domain/reports/build.ts';
import type { Moves } from '../src/domain/reports/end-of-day.ts';
import { type Slot, slotExecutionKey } from '../src/domain/slots.ts';
import { storedVersions } from '../src/storage/executions.ts';
import { orNull } from '../src/storage/or-null.ts';
import { type AnalysisJobPorts, runAnalysisJob } from './analysis/job.ts';
import { movesOf, type PriceSource } from './prices.ts';
import { jobCompletedEvent, NotAccepted, publishJobCompleted } from './publish.ts';
import { brokenRun, reportData, type SlotRun } from './reports/report-data.ts';
import { type StoredMaterial, storedMaterial } from './reports/stored-material.ts';

export interface SchedulePorts {
  jobs: AnalysisJobPorts;
  db: D1Database;
  /** The flag d1_reads. */
  d1Reads: boolean;
  /** The symbols of the scheduled analyses. */
  symbols: readonly string[];
  /** Null where no price source is configured. */
  prices: PriceSource | null;
}

/** What became of a slot's two runs; `stored`: it had run before; null: the slot has no such run. */
export interface SlotOutcome {
  slot: string;
  date: string;
  analysis: Status | 'stored' | null;
  report: Status | 'stored';
}

/** Which of the executions D1 has already. While it cannot say, none: a second run ends in the same rows. */
async function alreadyStored({ db, d1Reads }: SchedulePorts, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (!d1Reads) return new Set();
  const versions = await orNull('stored versions', storedVersions(db, keys));
  return new Set(versions?.keys());
}

const publish = async ({ jobs }: SchedulePorts, data: JobCompletedData): Promise<JobCompletedData> => {
  const event = jobCompletedEvent(data, `jobledger/${data.execution.job_type}`, jobs.analysis.now());
  await publishJobCompleted(jobs.publish, event);
  return data;
};

/** Does a run of a slot. One that breaks down is accounted for with its reason, unless nothing takes accounts any more. */
async function accountedRun(
  ports: SchedulePorts,
  job: Pick<SlotRun, 'slot' | 'execution_key'> & { job_type: string; symbols?: readonly string[] },
  work: (started: number) => Promise<JobCompletedData>,
): Promise<JobCompletedData> {
  const { analysis } = ports.jobs;
  const started = analysis.now();
  try {
    return await work(started);
  } catch (error) {
    if (error instanceof NotAccepted) throw error;
    const reason = `the ${job.job_type} broke down: ${error instanceof Error ? error.message : String(error)}`;
    console.error(JSON.stringify({ message: reason, slot: job.slot.name, date: job.slot.date }));
    return publish(ports, brokenRun({ ...job, started, completed: analysis.now() }, job.job_type, reason, job.symbols));
  }
}

const scheduledAnalysis = (ports: SchedulePorts, slot: Slot, execution_key: string): Promise<JobCompletedData> =>
  accountedRun(ports, { slot, execution_key, job_type: 'analysis', symbols: ports.symbols }, () =>
    runAnalysisJob(ports.jobs, {
      symbols: ports.symbols,
      trigger_source: 'cron',
      report_type: slot.name,
      slot: slot.name,
      execution_date: slot.date,
      execution_key,
    }),
  );

/** A price source knows today's moves, so a slot of another day that is run by hand has none. */
function movesFor({ prices, symbols, jobs }: SchedulePorts, slot: Slot): Promise<Moves> {
  const wanted = prices && slot.name === 'end-of-day' && slot.date === easternDate(jobs.analysis.now());
  return wanted ? movesOf(prices, symbols, slot.date) : Promise.resolve(null);
}

const otherThan =
  (atHand: JobCompletedData | null) =>
  ({ execution }: { execution: { execution_key: string | null } }): boolean =>
    execution.execution_key !== atHand?.execution.execution_key;

/** Builds the slot's report from what was stored before and the run at hand, which is hardly stored yet. */
const scheduledReport = (
  ports: SchedulePorts,
  slot: Slot,
  execution_key: string,
  atHand: JobCompletedData | null,
  stored: Attempt<StoredMaterial>,
): Promise<JobCompletedData> =>
  accountedRun(ports, { slot, execution_key, job_type: 'report' }, async (started) => {
    const { analysis } = ports.jobs;
    if (!stored.ok) throw new Error('neither D1 nor KV can be read', { cause: stored.error });
    const { material, source } = stored.value;
    const runs = [...material.runs.filter(otherThan(atHand)), ...(atHand ? [atHand] : [])];
    const moves = (await movesFor(ports, slot)) ?? material.moves;
    const report = buildReport(
      slot.name,
      { date: slot.date, now: analysis.now(), source },
      { ...material, runs, moves },
    );
    return publish(ports, reportData({ slot, execution_key, started, completed: analysis.now() }, report));
  });

/**
 * Runs a slot: the analysis (the weekly review has none), then the report, each as an execution of its own under the
 * slot's key. What is stored already is not run again. Throws NotAccepted when neither outbox nor queue takes a run.
 */
export async function runSlot(ports: SchedulePorts, slot: Slot): Promise<SlotOutcome> {
  const [analysisKey, reportKey] = [await slotExecutionKey(slot), await slotExecutionKey(slot, 'report')];
  const done = await alreadyStored(ports, [analysisKey, reportKey]);
  // Read first: the analysis replaces the day's value in KV.
  const { db, d1Reads, jobs } = ports;
  const stored = await attempt(storedMaterial({ db, d1Reads, kv: jobs.publish.kv }, slot.name, slot.date));

  const due = slot.name !== 'weekly' && !done.has(analysisKey);
  const atHand = due ? await scheduledAnalysis(ports, slot, analysisKey) : null;
  const report = done.has(reportKey) ? null : await scheduledReport(ports, slot, reportKey, atHand, stored);
  return {
    slot: slot.name,
    date: slot.date,
    analysis: atHand?.execution.status ?? (slot.name === 'weekly' ? null : 'stored'),
    report: report?.execution.status ?? 'stored',
  };
}
