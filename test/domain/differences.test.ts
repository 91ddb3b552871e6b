import { expect, it } from 'vitest';
import { isInRange } from '../../src/domain/backfill-range.ts';
import { differences } from '../../src/domain/differences.ts';
import { aResult, someData } from '../fixtures/events.ts';

const data = (confidence: number, symbols: string[] = ['AAPL']) =>
  someData(
    'a',
    symbols.map((symbol) => aResult(symbol, { confidence })),
    { metadata: { trigger_source: 'manual', source: 'x', raw: { 'a/b': [1, 2] } } },
  );

it.each([
  ['nothing', data(0.5), data(0.5), []],
  ['a number whose last bit was lost', data(0.1 + 0.2), data(0.3), []],
  ['a number', data(0.5), data(0.500001), ['/results/0/confidence']],
  [
    'an absent result',
    data(0.5, []),
    data(0.5),
    ['/execution/symbols_processed', '/execution/symbols_successful', '/results/0'],
  ],
])('points to what differs: %s', (_, a, b, expected) => {
  expect(differences(a, b)).toEqual(expected);
  expect(differences(b, a)).toEqual(expected);
});

it('points into what is nested, and takes absent for null', () => {
  const one = data(0.5);
  const other = data(0.5);
  other.execution.metadata = { trigger_source: 'manual', source: 'x', raw: { 'a/b': [1, '2'] }, more: null };
  expect(differences(one, other)).toEqual(['/execution/metadata/raw/a~1b/1']);
});

it('stops at fifty', () => {
  const many = (sentiment: 'bullish' | 'bearish') =>
    someData(
      'a',
      Array.from({ length: 80 }, (_, i) => aResult(`S${i}`, { sentiment })),
    );
  expect(differences(many('bullish'), many('bearish'))).toHaveLength(50);
});

it.each([
  ['analysis_2026-01-08', null, null, true],
  ['analysis_latest', null, null, true],
  ['analysis_latest', '2026-01-01', null, false],
  ['analysis_2026-01-08', '2026-01-08', '2026-01-08', true],
  ['analysis_AAPL_2026-01-08', '2026-01-09', null, false],
  ['analysis_2026-01-08_083000', null, '2026-01-07', false],
  ['analysis_2025-02-30', '2025-02-01', '2025-03-01', true],
])('decides whether %s lies between %s and %s: %s', (key, from, to, expected) => {
  expect(isInRange(key, { from, to })).toBe(expected);
});
