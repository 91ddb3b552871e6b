import { ANALYSIS_PREFIX, BusinessDate, Label } from '../../../schema/primitives.ts';
import { tickerOf } from './symbols.ts';

/** What a legacy KV key says. `time` is Eastern wall-clock HH:MM:SS. */
export interface LegacyKey {
  key: string;
  job_type: string;
  date: string;
  time: string | null;
  symbol: string | null;
}

export type KeyReading =
  | { ok: true; key: LegacyKey }
  | { ok: false; reason: 'unknown_key' | 'impossible_date'; detail: string };

/** KV allows 512 bytes. */
const MAX_KEY_LENGTH = 512;
const GRAMMAR = /^(?<name>.+?)[_:/.-](?<date>\d{4}-\d{2}-\d{2})(?:_(?<suffix>[^_]+))?$/s;
const TIME = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/;
const ANALYSIS = /^analysis(?:_(?<symbol>[^_]+))?$/;
// Under another prefix only upper case tells a symbol from a word of the job's name.
const OTHER_JOB = /^(?<job>.+?)(?:_(?<symbol>[A-Z][A-Z0-9.^=-]{0,15}))?$/s;

const unknown = (detail: string): KeyReading => ({ ok: false, reason: 'unknown_key', detail });

function jobOf(name: string): { job_type: string; symbol: string | null } | null {
  const analysis = ANALYSIS.exec(name);
  if (analysis) {
    const symbol = tickerOf(analysis.groups?.['symbol'] ?? '');
    return symbol === null && name !== 'analysis' ? null : { job_type: 'analysis', symbol };
  }
  const other = OTHER_JOB.exec(name)?.groups;
  const job = Label.safeParse(other?.['job']);
  if (name.startsWith(ANALYSIS_PREFIX) || !job.success) return null;
  return { job_type: job.data, symbol: tickerOf(other?.['symbol'] ?? '') };
}

type Suffix = Pick<LegacyKey, 'time' | 'symbol'>;

// Six digits are a time when they can be one; a symbol may be six digits as well, and then its value says so.
function suffixOf(suffix: string | undefined): Suffix | null {
  if (suffix === undefined) return { time: null, symbol: null };
  if (TIME.test(suffix)) return { time: suffix.replace(TIME, '$1:$2:$3'), symbol: null };
  const symbol = /^\d{4}-\d{2}-\d{2}$/.test(suffix) ? null : tickerOf(suffix);
  return symbol === null ? null : { time: null, symbol };
}

/**
 * Reads `analysis_{date}`, `analysis_{date}_{HHMMSS}`, `analysis_{date}_{SYMBOL}` and `analysis_{SYMBOL}_{date}`, and
 * the same grammars with any other job's name in front (`<job>_{date}`, also after `:`, `/`, `.` or `-`).
 */
export function parseLegacyKey(key: string): KeyReading {
  const groups = key.length <= MAX_KEY_LENGTH ? GRAMMAR.exec(key)?.groups : undefined;
  if (!groups) return unknown('is not of the form <job>_<date>, with a time or a symbol at most');
  const { name = '', date = '', suffix } = groups;
  const job = jobOf(name);
  const rest = suffixOf(suffix);
  if (!job) return unknown('names no job before its date');
  if (!rest) return unknown('ends in neither a time (HHMMSS) nor a symbol');
  if (job.symbol !== null && rest.symbol !== null) return unknown('names two symbols');
  if (!BusinessDate.safeParse(date).success) {
    return { ok: false, reason: 'impossible_date', detail: `${date} is not a date` };
  }
  return { ok: true, key: { key, job_type: job.job_type, date, time: rest.time, symbol: job.symbol ?? rest.symbol } };
}
