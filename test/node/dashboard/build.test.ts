import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDashboard } from '../../../cli/dashboard-build.ts';

const MOST_BYTES = 80_000;

const folder = mkdtempSync(join(tmpdir(), 'jobledger-build-'));
beforeAll(() => buildDashboard(folder));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (name: string): Buffer => readFileSync(join(folder, name));
const built = (ending: RegExp): string[] =>
  readdirSync(join(folder, 'assets')).flatMap((name) => (ending.test(name) ? [`assets/${name}`] : []));

describe('the built dashboard', () => {
  it('weighs at most 80 KB gzipped, all scripts and styles of all pages together', () => {
    const files = built(/\.(js|css)$/);
    const weights = files.map((name) => gzipSync(read(name), { level: 9 }).byteLength);
    expect(files.length).toBeGreaterThan(4);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('carries the licence of each package in it, and every script says where', () => {
    const licences = read('licences.txt').toString();
    expect([...licences.matchAll(/^(\S+) \S+ \((.+)\)$/gm)].map(([, name, licence]) => [name, licence])).toEqual([
      ['preact', 'MIT'],
      ['preact-iso', 'MIT'],
      ['uplot', 'MIT'],
    ]);
    expect(licences.match(/^Copyright \(c\)/gm)).toHaveLength(3);
    expect(built(/\.js$/).filter((name) => !read(name).toString().startsWith('/*! /licences.txt */'))).toEqual([]);
  });

  it('is left alone by a second build: a server that serves it would start anew and forget its queue', async () => {
    const changed = () =>
      ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].map((name) => [
        name,
        statSync(join(folder, name)).ctimeMs,
      ]);
    const before = changed();
    await buildDashboard(folder);
    expect(changed()).toEqual(before);
  });
});
