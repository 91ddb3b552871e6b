import { describe, expect, it } from 'vitest';
import { firstOf, member, parseJson, paths, unwrapped } from '../../../src/domain/legacy/json.ts';
import { storableJson } from '../../../src/domain/legacy/storable-json.ts';

const times = (count: number, text: string) =>
  Array.from({ length: count }).reduce<string>((t) => JSON.stringify(t), text);

describe('reading JSON', () => {
  it('opens JSON within a JSON string, some levels deep', () => {
    expect(parseJson(times(1, '{"a":1}'))).toEqual({ ok: true, value: { a: 1 } });
    expect(parseJson(times(4, '[2]'))).toEqual({ ok: true, value: [2] });
    expect(parseJson(times(5, '[2]'))).toMatchObject({ ok: false, reason: 'too_deep' });
  });

  it('passes over a byte order mark', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
  });

  it.each(['', 'plain text', '<html>', '{"a":', 'undefined', '"a string"', "{'a':1}"])(
    'says of %j that it is not JSON',
    (text) => {
      expect(parseJson(text)).toMatchObject({ ok: false, reason: 'not_json' });
    },
  );

  it('refuses what is nested so deep that it could exhaust a stack', () => {
    expect(parseJson('['.repeat(48) + ']'.repeat(48))).toMatchObject({ ok: true });
    expect(parseJson('['.repeat(200_000) + ']'.repeat(200_000))).toMatchObject({ ok: false, reason: 'too_deep' });
  });

  it('reads own members only', () => {
    expect(member({ a: 1 }, 'toString')).toBeUndefined();
    expect(member(['x'], '0')).toBe('x');
    expect(member('text', 'length')).toBeUndefined();
    expect(member({ list: '[1,2]' }, 'list')).toEqual([1, 2]);
  });

  it('leaves a text alone that only looks like JSON', () => {
    expect(unwrapped('[sic] they rose')).toBe('[sic] they rose');
    expect(unwrapped('"quoted"')).toBe('"quoted"');
  });

  it('takes the first path whose value can be read', () => {
    const read = (value: unknown) => (typeof value === 'number' ? value : null);
    expect(firstOf({ a: null, b: { c: 'x' }, d: [7] }, paths('a', 'b.c', 'd.0'), read)).toBe(7);
    expect(firstOf({}, paths('a', 'b.c'), read)).toBeNull();
  });
});

describe('JSON as it can be stored', () => {
  it('keeps what D1 can keep and mends what it cannot', () => {
    const raw: unknown = JSON.parse(
      '{"ok":[1,true,null,"é"],"nul":"a\\u0000b","half":"\\ud800","big":1e999,"__proto__":{"x":1}}',
    );
    expect(storableJson(raw)).toEqual({ ok: [1, true, null, 'é'], nul: 'a\uFFFDb', half: '\uFFFD', big: 'Infinity' });
  });
});
