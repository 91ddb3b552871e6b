import { expect, it } from 'vitest';
import { causeOf } from '../../src/domain/dead-letter.ts';

it('names a cause without the particulars of one letter, and the database by its name', () => {
  const detail = 'D1_ERROR: too many values (17) in 01KQ0000000000000000000000';
  expect(causeOf({ reason: 'rejected_by_database', detail, errors: [] })).toBe(
    'rejected_by_database: D1_ERROR: too many values (#) in #',
  );
  const errors = [{ pointer: '/data/results/12/confidence', detail: 'is above 1: 1.5' }];
  expect(causeOf({ reason: 'invalid_event', detail: '', errors })).toBe(
    'invalid_event: /data/results/*/confidence is above #: #.#',
  );
});
