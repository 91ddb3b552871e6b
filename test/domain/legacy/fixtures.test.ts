import { describe, expect, it } from 'vitest';
import { legacyEntries } from '../../fixtures/legacy/keys.ts';
import { DAILY, OF_ONE_SYMBOL } from '../../fixtures/legacy/values.ts';
import { read } from './read.ts';

describe('a generated old store', () => {
  const entries = [...legacyEntries({ count: 2500 })];

  it('is read as it was meant, key by key', () => {
    const seen = entries.map(({ key, text }) => {
      const { executions, skipped } = read(key, text);
      return { key, executions: executions.length, skipped: skipped[0]?.reason ?? null };
    });
    expect(seen).toEqual(entries.map(({ key, executions, skipped }) => ({ key, executions, skipped })));
  });

  it('holds every shape, every grammar and no key twice', () => {
    const shapes = new Set(entries.map(({ shape }) => shape));
    expect([...Object.keys(DAILY), ...Object.keys(OF_ONE_SYMBOL)].filter((shape) => !shapes.has(shape))).toEqual([]);
    expect(shapes).toContain('impossible_date');
    expect(shapes).toContain('unknown_key');
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    for (const grammar of [
      /^analysis_[\d-]{10}$/,
      /_\d{6}$/,
      /^analysis_[\d-]{10}_[A-Z]+$/,
      /^analysis_[A-Z]+_[\d-]{10}$/,
    ]) {
      expect(entries.some(({ key }) => grammar.test(key))).toBe(true);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    const texts = (seed: number) => JSON.stringify([...legacyEntries({ count: 50, seed })]);
    expect(texts(7)).toBe(texts(7));
    expect(texts(7)).not.toBe(texts(8));
  });
});
