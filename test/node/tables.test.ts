import { describe, expect, it } from 'vitest';
import { table } from '../../cli/jobledger/output.ts';
import { isTest } from '../../cli/jobledger/unread.ts';

const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe('a table', () => {
  it('is no wider than the line, and loses no character of what it holds', () => {
    const key = `analysis_${'x'.repeat(150)}`;
    const text = table(['Key', 'Why', 'N'], [[key, 'many words '.repeat(30), 7]]);
    expect(longest(text)).toBeLessThanOrEqual(process.stdout.columns || 120);
    expect(text.match(/x/g)?.length).toBe(150);
    expect(text.match(/words/g)?.length).toBe(30);
  });

  it('cuts a long value, and says how long it is and where all of it is', () => {
    const text = table(['Field', 'Value'], [['body', 'é'.repeat(1_000_000)]]);
    expect(text.length).toBeLessThan(5000);
    expect(text.replaceAll(/[\s│]+/g, ' ')).toContain('… 2000000 bytes; --json for all');
  });

  it('draws no line for a head without rows', () => {
    expect(table(['Key'], [])).toContain('Key');
  });
});

describe('a value that cannot be read', () => {
  it.each([
    ['test_value: carries test_mode: true', true],
    ['08:30: test_value: carries test_mode: true; 12:00: test_value: carries test_mode: true', true],
    ['08:30: test_value: carries test_mode: true; 12:00: no_results: names no symbol and holds no result', false],
    ['not_json: ends early', false],
    [null, false],
  ])('is a test value by its reason alone: %s', (reason, test) => {
    expect(isTest({ key: 'analysis_2026-01-08', reason })).toBe(test);
  });
});
