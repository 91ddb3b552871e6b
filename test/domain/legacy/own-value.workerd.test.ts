import { describe, expect, it } from 'vitest';
import { analysisSnapshot } from '../../../producers/analysis/snapshot.ts';
import { contentHash } from '../../../src/domain/content-hash.ts';
import { anEvent, someData } from '../../fixtures/events.ts';
import { read } from './read.ts';

const KEY = 'analysis_2026-01-08';
const data = someData('01JGZ2T5ZC0000000000000000');

describe('a value that a producer of ours wrote', () => {
  it.each([
    ['what the event carries', data],
    ['that with more beside it', { ...data, symbols_analyzed: ['AAPL'], sentiment_signals: {} }],
    ['the snapshot of an analysis', analysisSnapshot(data)],
    ['the whole event', anEvent(data)],
    ['a string of it', JSON.stringify(data)],
  ])('comes back as it was written, under its own key: %s', async (_, value) => {
    const reading = read(KEY, value);
    expect(reading).toEqual({ executions: [data], skipped: [], own: true });
    expect(await contentHash(reading.executions[0] ?? data)).toBe(await contentHash(data));
  });

  it('comes back whatever its KV key', () => {
    expect(read('latest', data).executions).toEqual([data]);
  });

  it.each([
    ['a damaged one', { ...data, execution: { ...data.execution, revision: 'soon' } }],
    ['one that D1 could not keep', { ...data, results: [{ ...data.results[0], reasoning: 'a\0b' }] }],
  ])('is skipped rather than read as another shape: %s', (_, value) => {
    expect(read(KEY, value)).toMatchObject({ executions: [], skipped: [{ reason: 'invalid' }], own: true });
  });
});
