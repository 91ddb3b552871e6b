import { expect, it } from 'vitest';
import { dayStates, firstSlot } from '../../../dashboard/src/pages/overview/day-states.ts';

const slot = (date: string, hour: string, state: 'missed' | 'on_time' | 'scheduled') =>
  ({ date, scheduled_at: `${date}T${hour}:00:00Z`, state }) as const;
const ingested = { key: '2026-01-06', executions: 1, partial: 0, failed: 0 };

it('calls nothing missed where no scheduled run has ever been stored', () => {
  const slots = [slot('2026-01-06', '13', 'missed'), slot('2026-01-07', '13', 'missed')];
  const dates = ['2026-01-05', '2026-01-06', '2026-01-07'];
  expect(firstSlot(slots)).toBeNull();
  expect(dayStates(dates, [ingested], slots).map(({ tone }) => tone)).toEqual(['none', 'good', 'none']);
});

it('calls missed what no run is stored of since the first scheduled one, and nothing before it', () => {
  const slots = [
    slot('2026-01-06', '13', 'missed'),
    slot('2026-01-07', '13', 'missed'),
    slot('2026-01-07', '17', 'on_time'),
    slot('2026-01-08', '13', 'missed'),
    slot('2026-01-09', '13', 'scheduled'),
  ];
  const dates = ['2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09'];
  const counts = [{ ...ingested, key: '2026-01-07' }];
  expect(firstSlot(slots)).toBe('2026-01-07T17:00:00Z');
  expect(dayStates(dates, counts, slots).map(({ tone, missed }) => `${tone} ${missed}`)).toEqual([
    'none 0',
    'good 0',
    'bad 1',
    'none 0',
  ]);
});
