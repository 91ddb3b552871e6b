import { DateTime } from 'luxon';
import { easternInstant } from '../eastern.ts';
import { numberOf } from './numbers.ts';

// Years 2000 to 2100. What lies outside is no time of a job, and the bounds tell epoch seconds from milliseconds.
const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

const plausible = (epochMs: number): number | null =>
  epochMs >= EARLIEST_MS && epochMs < LATEST_MS ? Math.floor(epochMs) : null;

// No zone is further from UTC than 14 hours.
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[\d:.,]*(?:Z|[+-](?:0\d|1[0-4])(?::?\d{2})?)?$/i;

/** A date with a time, as epoch ms; without a zone it is UTC. Null for any other text, and for times that do not exist. */
function epochOfText(text: string): number | null {
  if (!ISO.test(text)) return null;
  const time = DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' });
  return time.isValid ? plausible(time.toMillis()) : null;
}

/** The instant, in epoch ms, that an ISO-8601 time or an epoch (ms or s, also as text) names; null for anything else. */
export function epochOf(value: unknown): number | null {
  const number = numberOf(value);
  if (number !== null) return plausible(number) ?? plausible(number * 1000);
  return typeof value === 'string' ? epochOfText(value.trim()) : null;
}

/** The instant at which New York's clocks show `date` and `time` (HH:MM or HH:MM:SS), as epoch ms. */
export function easternEpoch(date: string, time: string): number {
  const [hours = '00', minutes = '00', seconds = '0'] = time.split(':');
  return easternInstant(date, `${hours}:${minutes}`) + Number(seconds) * 1000;
}

/** The instant of an Eastern wall-clock time that was written with a false `Z`; null where there is none. */
export function falseUtcEpochOf(value: unknown): number | null {
  const written = typeof value === 'string' ? epochOfText(value.trim()) : null;
  if (written === null) return null;
  const [date = '', time = ''] = new Date(written).toISOString().split('T');
  return easternInstant(date, time.slice(0, 5)) + (written % 60_000);
}

/** `cron_1767875400000` carries the true start of a scheduled run. */
export function cronEpochOf(value: unknown): number | null {
  const digits = typeof value === 'string' ? /^cron_(\d{13})$/.exec(value.trim())?.[1] : undefined;
  return digits === undefined ? null : plausible(Number(digits));
}
