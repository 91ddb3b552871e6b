import type { JobCompletedData } from '../../../schema/event.ts';
import { canonicalJson } from '../content-hash.ts';
import { easternTime } from '../eastern.ts';
import { isTest, type Origin, type ReadRun, type RunReading, readRun } from './execution.ts';
import { parseJson } from './json.ts';
import { parseLegacyKey } from './key.ts';
import { readOwnValue } from './own-value.ts';
import { listedRuns, type Run, severalRuns, withoutEnvelope } from './runs.ts';
import type { Skip, SkipReason } from './skip.ts';

/**
 * What a KV value tells: the executions that are good and the runs that are not, with the reason. `own` marks a value
 * that a producer of ours wrote.
 */
export interface LegacyReading {
  executions: JobCompletedData[];
  skipped: Skip[];
  own: boolean;
}

const skipAll = (reason: SkipReason, detail: string): LegacyReading => ({
  executions: [],
  skipped: [{ reason, detail, run: null }],
  own: false,
});

function collect(readings: readonly RunReading[]): LegacyReading {
  return {
    executions: readings.flatMap((reading) => (reading.ok ? [reading.data] : [])),
    skipped: readings.flatMap((reading) => (reading.ok ? [] : [reading.skip])),
    own: false,
  };
}

const isTimed = ({ when }: ReadRun): boolean => when.from !== 'key' && when.from !== 'date';

function isLabelled(latest: ReadRun, run: ReadRun): boolean {
  const { date, hour, minute } = easternTime(latest.when.executed_at);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return date === run.data.execution.execution_date && time === run.run.label;
}

/** Whether the top level tells of a run once more: by the minute of its label, by its time, else by its results. */
function isSameRun(latest: ReadRun, run: ReadRun): boolean {
  if (isTimed(latest) && isLabelled(latest, run)) return true;
  if (isTimed(latest) && isTimed(run)) return latest.when.executed_at === run.when.executed_at;
  return canonicalJson(latest.data.results) === canonicalJson(run.data.results);
}

/** Each entry of `multiple_executions` is an execution; the top level, mostly the latest of them, only if it is none. */
function readSeveral(value: unknown, runs: readonly Run[], origin: Origin): LegacyReading {
  const readings = runs.map((run) => readRun(run, origin));
  const latest = readRun({ label: null, value }, origin);
  if (!latest.ok || !latest.holdsResults) return collect(readings);
  const isAnyOf = readings.some((reading) => reading.ok && isSameRun(latest, reading));
  return collect(isAnyOf ? readings : [...readings, latest]);
}

function readValue(value: unknown, origin: Origin): LegacyReading {
  const listed = listedRuns(value);
  if (listed.length > 0) return collect(listed.map((run) => readRun(run, origin)));
  const open = withoutEnvelope(value);
  const several = isTest(open) ? [] : severalRuns(open);
  return several.length > 0
    ? readSeveral(open, several, origin)
    : collect([readRun({ label: null, value: open }, origin)]);
}

/**
 * Reads the text of an old KV value as executions with their results. Pure, and never throws; what it cannot read it
 * names and never guesses at. `rawSha256`: the hash of `raw`, kept with every execution.
 */
export function normaliseLegacyValue(key: string, raw: string, options: { rawSha256: string }): LegacyReading {
  const json = parseJson(raw);
  const own = json.ok ? readOwnValue(json.value) : null;
  if (own?.ok) return { executions: [own.data], skipped: [], own: true };
  if (own) return { ...skipAll('invalid', own.detail), own: true };

  const parsedKey = parseLegacyKey(key);
  if (!parsedKey.ok) return skipAll(parsedKey.reason, parsedKey.detail);
  if (!json.ok) return skipAll(json.reason, json.detail);
  return readValue(json.value, { key: parsedKey.key, rawSha256: options.rawSha256 });
}
