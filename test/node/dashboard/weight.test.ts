import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { buildDashboard } from '../../../cli/dashboard-build.ts';

const MOST_BYTES = 80_000;

it('weighs at most 80 KB gzipped, all scripts and styles of all pages together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jobledger-weight-'));
  await buildDashboard(folder);
  const files = readdirSync(join(folder, 'assets')).filter((name) => /\.(js|css)$/.test(name));
  const weights = files.map((name) => gzipSync(readFileSync(join(folder, 'assets', name)), { level: 9 }).byteLength);
  rmSync(folder, { recursive: true });
  expect(files.length).toBeGreaterThan(4);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(MOST_BYTES);
});
