import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, parseCsv } from '../../bench/sentiment/csv.ts';

describe('parseCsv', () => {
  it.each([
    [
      'plain fields',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CRLF and a last line end',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['quotes, commas and line breaks in quotes', '"a ""b""","c,\nd"', [['a "b"', 'c,\nd']]],
    [
      'empty fields',
      ',\n"",',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['a byte order mark', '\ufeffa', [['a']]],
    ['nothing', '', []],
  ])('reads %s', (_, text, records) => {
    expect(parseCsv(text)).toEqual(records);
  });

  it.each(['a"b', '"a', '"a"b'])('refuses %s', (text) => {
    expect(() => parseCsv(text)).toThrow('malformed CSV');
  });

  it('reads back whatever is written by the rules', () => {
    const records = fc.array(fc.array(fc.string({ maxLength: 12 }), { minLength: 1, maxLength: 4 }), { maxLength: 5 });
    const write = (field: string) => `"${field.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(records, (given) => {
        expect(parseCsv(given.map((record) => record.map(write).join(',')).join('\r\n'))).toEqual(given);
      }),
    );
  });

  it('names fields by the header', () => {
    expect(csvRows('symbol,headline\nAAPL,"Up, again"\nTSLA')).toEqual([
      { symbol: 'AAPL', headline: 'Up, again' },
      { symbol: 'TSLA', headline: '' },
    ]);
  });
});
