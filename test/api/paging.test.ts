import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { cursorAfter, nextLink, placeOf } from '../../src/api/paging.ts';

const Place = z.tuple([z.string(), z.number()]);

describe('a cursor', () => {
  it('leads back to its place, whatever the place and the selection', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.dictionary(fc.string(), fc.string()),
        async (text, number, selection) => {
          const cursor = await cursorAfter(selection, [text, number]);
          expect(cursor).toMatch(/^[\w-]+$/);
          expect(await placeOf(cursor, selection, Place)).toEqual([text, number]);
        },
      ),
    );
  });

  it('is bound to its selection, but not to the order in which that names its filters', async () => {
    const cursor = await cursorAfter({ type: 'analysis', status: 'failed' }, ['a', 1]);
    expect(await placeOf(cursor, { status: 'failed', type: 'analysis' }, Place)).toEqual(['a', 1]);
    await expect(placeOf(cursor, { type: 'analysis' }, Place)).rejects.toMatchObject({
      status: 400,
      errors: [{ parameter: 'cursor', detail: 'belongs to another selection' }],
    });
  });

  it.each(['', 'x', '====', 'bnVsbA', 'W10', 'WyJhIl0', '\u{1F600}', '__--', 'eyJhIjoxfQ'])(
    'that this list never gave out (%j) is refused by name',
    async (cursor) => {
      await expect(placeOf(cursor, {}, Place)).rejects.toMatchObject({
        status: 400,
        errors: [{ parameter: 'cursor' }],
      });
    },
  );

  it('with a place of another shape is refused', async () => {
    const cursor = await cursorAfter({}, [1, 'a']);
    await expect(placeOf(cursor, {}, Place)).rejects.toMatchObject({ status: 400 });
  });
});

describe('nextLink', () => {
  it('keeps the selection and replaces the cursor', () => {
    const request = { url: 'https://x.example/api/v1/jobs/history?type=a%26b&cursor=old' };
    expect(nextLink(request, 'new')).toEqual({
      link: '</api/v1/jobs/history?type=a%26b&cursor=new>; rel="next"',
    });
  });

  it('is absent on the last page', () => {
    expect(nextLink({ url: 'https://x.example/' }, null)).toEqual({});
  });
});
