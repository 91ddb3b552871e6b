import { firstOf, member, paths } from './json.ts';
import type { LegacyKey } from './key.ts';
import { cronEpochOf, easternEpoch, epochOf, falseUtcEpochOf } from './times.ts';

const STARTED = paths('executed_at', 'started_at', 'start_time', 'execution_metrics.start_time', 'execution_time');
const COMPLETED = paths(
  'completed_at',
  'finished_at',
  'analysis_time',
  'generated_at',
  'analysis_timestamp',
  'timestamp',
  'metadata.timestamp',
  'metadata.generated_at',
  'updated_at',
  'created_at',
);

/** When a run was. Epoch ms; `from` names what said so. */
export interface When {
  executed_at: number;
  completed_at: number;
  from:
    | 'cron_execution_id'
    | 'start'
    | 'last_updated_eastern'
    | 'completion'
    | 'last_updated'
    | 'symbols'
    | 'key'
    | 'date';
}

/**
 * The time a value itself gives its run. Scheduled runs wrote Eastern wall-clock time with a false `Z` into
 * `last_updated`; their `cron_execution_id` carries the true start, and so goes before everything.
 */
function ownTime(value: unknown, scheduled: boolean): Pick<When, 'executed_at' | 'from'> | null {
  const lastUpdated = member(value, 'last_updated');
  const candidates = [
    ['cron_execution_id', cronEpochOf(member(value, 'cron_execution_id'))],
    ['start', firstOf(value, STARTED, epochOf)],
    ['last_updated_eastern', scheduled ? falseUtcEpochOf(lastUpdated) : null],
    ['completion', firstOf(value, COMPLETED, epochOf)],
    ['last_updated', scheduled ? null : epochOf(lastUpdated)],
  ] as const;
  for (const [from, executed_at] of candidates) if (executed_at !== null) return { executed_at, from };
  return null;
}

/** The last resorts: the run's label or the key's time, Eastern; else midnight Eastern of the key's date. */
function keyTime(key: LegacyKey, label: string | null): Pick<When, 'executed_at' | 'from'> {
  const time = label !== null && /^([01]\d|2[0-3]):[0-5]\d$/.test(label) ? label : key.time;
  return { executed_at: easternEpoch(key.date, time ?? '00:00'), from: time === null ? 'date' : 'key' };
}

/** `symbolTimes`: the instants that the results carry, epoch ms. */
export function whenOf(
  value: unknown,
  key: LegacyKey,
  options: { scheduled: boolean; label: string | null; symbolTimes: readonly number[] },
): When {
  const latest = options.symbolTimes.reduce<number | null>((last, time) => Math.max(last ?? time, time), null);
  const start =
    ownTime(value, options.scheduled) ??
    (latest === null ? keyTime(key, options.label) : { executed_at: latest, from: 'symbols' as const });
  const completed = firstOf(value, COMPLETED, epochOf) ?? latest ?? start.executed_at;
  return { ...start, completed_at: Math.max(start.executed_at, completed) };
}
