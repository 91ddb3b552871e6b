import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const page = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8');

/** The file and the name of each test that a row of the table names. */
const shown = [...page.matchAll(/^\|.*\| `(test\/[^`]+)` "(.+)" \|$/gm)].map(([, file = '', name = '']) => [
  file,
  name,
]);

it('names a test for every fault', () => {
  const rows = page.split('\n').filter((line) => /^\| (?!fault |---)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(shown).toHaveLength(rows.length);
});

it.each(shown)('names a test that there is: %s "%s"', (file, name) => {
  expect(readFileSync(join(ROOT, file), 'utf8')).toContain(`'${name}'`);
});
