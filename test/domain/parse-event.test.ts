import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { JobCompletedEvent } from '../../schema/event.ts';
import { parseEvent } from '../../src/domain/parse-event.ts';
import { anEvent, someData } from '../fixtures/events.ts';

/** An event in which some members, however deep, were put out or replaced. */
const damaged: fc.Arbitrary<unknown> = fc
  .array(fc.record({ at: fc.nat(999), with: fc.oneof(fc.constant(undefined), fc.jsonValue()) }), { maxLength: 3 })
  .map((changes) => {
    const event: unknown = structuredClone(anEvent(someData('a')));
    for (const change of changes) replaceMember(event, change.at, change.with);
    return JSON.parse(JSON.stringify(event)) as unknown;
  })
  .filter((event) => !JSON.stringify(event).includes('__proto__'));

function replaceMember(root: unknown, at: number, value: unknown): void {
  const places: [object, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, member] of Object.entries(node)) {
      places.push([node, name]);
      walk(member);
    }
  };
  walk(root);
  const place = places[at % places.length];
  if (place) Reflect.set(place[0], place[1], value);
}

it('is compiled, whatever the schema comes to hold', () => {
  expect(() => z.compile(JobCompletedEvent, { strict: true })).not.toThrow();
});

it('says of every event what the schema says', () => {
  fc.assert(
    fc.property(damaged, (event) => {
      const plain = JobCompletedEvent.safeParse(event);
      const parsed = parseEvent(event);
      expect(parsed.ok).toBe(plain.success);
      if (parsed.ok) expect(parsed.event).toEqual(plain.data);
      else if (parsed.reason !== 'unknown_type') {
        expect(parsed.issues.map(({ detail }) => detail)).toEqual(plain.error?.issues.map(({ message }) => message));
      }
    }),
    { numRuns: 500 },
  );
});
