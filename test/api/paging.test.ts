import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decodeCursor, encodeCursor, nextLink } from '../../src/api/paging.ts';

const Place = z.tuple([z.string(), z.number()]);
const of = (filter: object, route = 'jobs') => ({ route, filter });

describe('a cursor', () => {
  it('leads back to its place, whatever the place and the selection', async () => {
    const selections = fc.dictionary(fc.string(), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer(), selections, async (text, number, filter) => {
        const cursor = await encodeCursor(of(filter), [text, number]);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(await decodeCursor(of(filter), Place, cursor)).toEqual([text, number]);
      }),
    );
  });

  it('is bound to its route and filter, but not to the order in which that names its parts', async () => {
    const cursor = await encodeCursor(of({ type: 'analysis', status: 'failed' }), ['a', 1]);
    expect(await decodeCursor(of({ status: 'failed', type: 'analysis' }), Place, cursor)).toEqual(['a', 1]);
    const other = { status: 400, errors: [{ parameter: 'cursor', detail: 'belongs to another route or filter' }] };
    await expect(decodeCursor(of({ type: 'analysis' }), Place, cursor)).rejects.toMatchObject(other);
    const elsewhere = of({ type: 'analysis', status: 'failed' }, 'symbols');
    await expect(decodeCursor(elsewhere, Place, cursor)).rejects.toMatchObject(other);
  });

  it.each(['', 'x', '====', 'bnVsbA', 'W10', 'WyJhIl0', '\u{1F600}', '__--', 'eyJhIjoxfQ'])(
    'that this API never gave out (%j) is refused by name',
    async (cursor) => {
      await expect(decodeCursor(of({}), Place, cursor)).rejects.toMatchObject({
        status: 400,
        errors: [{ parameter: 'cursor' }],
      });
    },
  );

  it('with a place of another shape is refused', async () => {
    const cursor = await encodeCursor(of({}), [1, 'a']);
    await expect(decodeCursor(of({}), Place, cursor)).rejects.toMatchObject({ status: 400 });
  });
});

describe('nextLink', () => {
  it('keeps the selection and replaces the cursor', () => {
    expect(nextLink('https://x.example/api/v1/jobs/history?type=a%26b&cursor=old', 'new')).toEqual({
      link: '</api/v1/jobs/history?type=a%26b&cursor=new>; rel="next"',
    });
  });

  it('is absent on the last page', () => {
    expect(nextLink('https://x.example/', null)).toEqual({});
  });
});
