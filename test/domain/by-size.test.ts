import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bySize } from '../../src/domain/by-size.ts';

const MOST = 10;
const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

it('keeps every item in its order, in full groups that fit, and what fits into none alone', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(15)), (sizes) => {
      const groups = [...bySize(sizes, MOST, (size) => size)];
      expect(groups.flat()).toEqual(sizes);
      for (const [i, group] of groups.entries()) {
        expect(group.length === 1 || sum(group) <= MOST).toBe(true);
        const [next] = groups[i + 1] ?? [];
        if (next !== undefined) expect(sum(group) + next).toBeGreaterThan(MOST);
      }
    }),
  );
});
