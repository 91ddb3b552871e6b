import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JobCompletedData } from '../../../schema/event.ts';
import { type LegacyReading, normaliseLegacyValue } from '../../../src/domain/legacy/normalise.ts';
import { storageIssue } from '../../../src/domain/storable.ts';
import { RAW_SHA256 } from './read.ts';

const KEYS = [
  ...['analysis_2026-01-08', 'analysis_2026-01-08_093000', 'analysis_2026-01-08_TSLA', 'reports_2026-01-08'],
  ...[
    'analysis_0001-01-01',
    'analysis_9999-12-31_235959',
    'analysis_2026-03-08_023000',
    'analysis___proto___2026-01-08',
  ],
];

// The names the rules look for, so that arbitrary values reach every branch.
const NAMES = [
  ...['sentiment_signals', 'trading_signals', 'symbols', 'predictions', 'signals', 'symbols_analyzed', 'data', 'AAPL'],
  ...[
    'multiple_executions',
    '08:30',
    'symbol',
    'sentiment',
    'confidence',
    'direction',
    'error',
    'analysis_type',
    'tsla',
  ],
  ...[
    'sentiment_layers',
    'sentiment_analysis',
    'analysis_metadata',
    'errors',
    'timestamp',
    'cron_execution_id',
    'status',
  ],
  ...[
    'total_symbols',
    'symbols_failed',
    'metadata',
    'test_mode',
    'execution_time',
    'execution',
    'results',
    '__proto__',
  ],
];
const WORDS = [
  'AAPL',
  'tsla',
  'up',
  'failed',
  '87%',
  '0.4',
  'cron_1767875400000',
  '2026-01-08T12:00:00Z',
  '2026-01-08T12:00:00+99:00',
  '9999-12-31T23:59:59.999Z',
  'NaN',
  '\0',
  '\ud800',
];

const { value: anyValue } = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(...WORDS),
    fc.constantFrom(0, -0, 0.5, 87, 1e21, 1760445000123, Infinity, null, true),
    fc.string(),
    fc.double(),
  ),
  text: tie('value').map((value) => JSON.stringify(value)),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, fc.string()), tie('value'), {
    maxKeys: 6,
  }),
  value: fc.oneof({ depthSize: 'small' }, tie('leaf'), tie('map'), tie('list'), tie('text')),
}));

const entry = fc.oneof(
  { weight: 5, arbitrary: fc.dictionary(fc.constantFrom(...NAMES), anyValue, { maxKeys: 5 }) },
  anyValue,
);
const symbol = fc.constantFrom('AAPL', 'tsla', 'BRK.B', 'no symbol', '__proto__', 'constructor');
const byName = fc.dictionary(symbol, entry, { maxKeys: 4 });
const listed = fc.array(
  fc.tuple(symbol, entry).map(([name, fields]) => Object.assign(Object(fields), { symbol: name }) as unknown),
);
const run = fc.dictionary(
  fc.constantFrom(...NAMES),
  fc.oneof({ weight: 2, arbitrary: byName }, { weight: 2, arbitrary: listed }, anyValue),
  { minKeys: 1, maxKeys: 5 },
);
/** Values that have the structure of old ones, with anything in them. */
const shaped = fc.oneof(
  run,
  fc.array(run, { maxLength: 3 }),
  fc.tuple(run, fc.dictionary(fc.constantFrom('08:30', '8:30', '12:00', 'last'), run)).map(([latest, runs]) => ({
    ...latest,
    multiple_executions: runs,
  })),
);

const read = (key: string, raw: string): LegacyReading => normaliseLegacyValue(key, raw, { rawSha256: RAW_SHA256 });

function expectSound(reading: LegacyReading, key: string): void {
  expect(reading.executions.length + reading.skipped.length).toBeGreaterThan(0);
  for (const data of reading.executions) {
    expect(JobCompletedData.parse(data)).toEqual(data);
    expect(storageIssue(data)).toBeNull();
    if (!reading.own) expect(data.execution.metadata.original_key).toBe(key);
  }
  const keys = reading.executions.map(({ execution }) => execution.execution_key);
  expect(new Set(keys).size).toBe(keys.length);
}

describe('whatever a value holds', () => {
  it('is read without a throw into executions that can be stored, or skipped with a reason', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      anyValue.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...KEYS), fc.string()), text, (key, raw) => {
        expectSound(read(key, raw), key);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read the same whenever it is read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), shaped, (key, value) => {
        const raw = JSON.stringify(value);
        expect(read(key, raw)).toEqual(read(key, raw));
      }),
      { numRuns: 100 },
    );
  });

  it('leaves the prototypes of everything else alone', () => {
    const raw =
      '{"__proto__":{"polluted":1},"AAPL":{"sentiment":"up","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}';
    expect(read('analysis_2026-01-08', raw).executions).toHaveLength(1);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

describe('counts', () => {
  const readings = fc.dictionary(
    fc.stringMatching(/^[A-Z]{1,5}$/),
    fc.record({
      sentiment: fc.constantFrom('up', 'down', 'hold', 'failed', 'skipped'),
      confidence: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
    { minKeys: 1, maxKeys: 12 },
  );

  it('add up, and the status follows from them', () => {
    fc.assert(
      fc.property(readings, fc.nat(20), (sentiment_signals, total_symbols) => {
        const [data] = read('analysis_2026-01-08', JSON.stringify({ sentiment_signals, total_symbols })).executions;
        const failed = Object.values(sentiment_signals).filter(({ sentiment }) =>
          /failed|skipped/.test(sentiment),
        ).length;
        const named = Object.keys(sentiment_signals).length;
        const processed = Math.max(named, total_symbols);
        expect(data?.execution).toMatchObject({
          symbols_processed: processed,
          symbols_successful: named - failed,
          symbols_failed: processed - named + failed,
          status: named === failed ? 'failed' : processed === named - failed ? 'success' : 'partial',
        });
      }),
    );
  });
});
