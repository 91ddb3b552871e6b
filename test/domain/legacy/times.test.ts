import { describe, expect, it } from 'vitest';
import { cronEpochOf, easternEpoch, epochOf, falseUtcEpochOf } from '../../../src/domain/legacy/times.ts';

const iso = (epoch: number | null): string | null => (epoch === null ? null : new Date(epoch).toISOString());

describe('the times of old values', () => {
  it.each([
    ['2026-01-08T12:46:12.000Z', '2026-01-08T12:46:12.000Z'],
    ['2026-01-08T07:46:12-05:00', '2026-01-08T12:46:12.000Z'],
    ['2026-01-08T12:46:12', '2026-01-08T12:46:12.000Z'],
    ['2026-01-08 12:46:12', '2026-01-08T12:46:12.000Z'],
    ['2026-01-08T12:46Z', '2026-01-08T12:46:00.000Z'],
    [1760445000123, '2025-10-14T12:30:00.123Z'],
    ['1760445000123', '2025-10-14T12:30:00.123Z'],
    [1760445000, '2025-10-14T12:30:00.000Z'],
  ])('reads %j', (value, expected) => {
    expect(iso(epochOf(value))).toBe(expected);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-01-08',
    'yesterday',
    '',
    45000,
    0,
    -1,
    '1970-01-01T00:00:00Z',
    1e300,
    null,
    {},
    [],
  ])('takes %j for no time', (value) => {
    expect(epochOf(value)).toBeNull();
  });

  it('reads an Eastern wall clock with a false Z, in winter and in summer', () => {
    expect(iso(falseUtcEpochOf('2026-01-08T07:30:00.000Z'))).toBe('2026-01-08T12:30:00.000Z');
    expect(iso(falseUtcEpochOf('2026-07-08T07:30:15.250Z'))).toBe('2026-07-08T11:30:15.250Z');
    expect(falseUtcEpochOf('soon')).toBeNull();
  });

  it('reads the true start out of a cron id', () => {
    expect(iso(cronEpochOf('cron_1767875400000'))).toBe('2026-01-08T12:30:00.000Z');
    expect(['cron_abc', 'cron_1', 1767875400000, null].map(cronEpochOf)).toEqual([null, null, null, null]);
  });

  it('reads the Eastern times of keys and labels', () => {
    expect(iso(easternEpoch('2026-01-08', '07:30:05'))).toBe('2026-01-08T12:30:05.000Z');
    expect(iso(easternEpoch('2026-07-08', '00:00'))).toBe('2026-07-08T04:00:00.000Z');
  });
});
