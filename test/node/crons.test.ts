import { describe, expect, it } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import * as z from 'zod';
import { slotAt, slotsBetween } from '../../src/domain/slots.ts';

const SETTLE = '*/5 * * * *';
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** The numbers a cron field stands for: lists, ranges, steps and names of weekdays. */
function valuesOf(field: string, max: number): number[] {
  return field.split(',').flatMap((part) => {
    const [range = '', step = '1'] = part.split('/');
    const numbered = range.replace(/[A-Z]+/g, (name) => String(WEEKDAYS.indexOf(name)));
    const [from, to = from] = numbered === '*' ? [0, max] : numbered.split('-').map(Number);
    const values: number[] = [];
    for (let value = from ?? 0; value <= (to ?? 0); value += Number(step)) values.push(value);
    return values;
  });
}

/** Every instant of 2026 at which a cron of the form `minute hour * * weekday` fires, by UTC. */
function firingsOf(cron: string): number[] {
  const [minutes = '', hours = '', , , weekdays = ''] = cron.split(' ');
  const onWeekdays = new Set(valuesOf(weekdays, 6));
  const days = Array.from({ length: 365 }, (_, day) => Date.UTC(2026, 0, 1 + day));
  return days
    .filter((day) => onWeekdays.has(new Date(day).getUTCDay()))
    .flatMap((day) => valuesOf(hours, 23).map((hour) => day + hour * 3_600_000))
    .flatMap((hour) => valuesOf(minutes, 59).map((minute) => hour + minute * 60_000));
}

const Config = z.object({ triggers: z.object({ crons: z.array(z.string()) }) });

describe('the crons', () => {
  const { crons } = Config.parse(unstable_readConfig({ config: 'wrangler.toml' })).triggers;
  const firings = crons.filter((cron) => cron !== SETTLE).flatMap(firingsOf);

  it('fit the five expressions of the free plan, the settling one among them', () => {
    expect(crons.length).toBeLessThanOrEqual(5);
    expect(crons).toContain(SETTLE);
  });

  it('fire in every slot of a year, under both UTC offsets', () => {
    const fired = new Set(firings);
    const slots = slotsBetween('2026-01-01', '2026-12-30');
    expect(slots.filter((slot) => !fired.has(slot.at))).toEqual([]);
  });

  it('run every slot once and nothing at the other offset', () => {
    const found = firings.flatMap((instant) => slotAt(instant) ?? []).map((slot) => slot.at);
    expect(found.toSorted()).toEqual(slotsBetween('2026-01-01', '2026-12-31').map((slot) => slot.at));
    expect(firings.length).toBeGreaterThan(found.length);
  });
});
